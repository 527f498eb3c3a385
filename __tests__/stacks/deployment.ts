import { type Attributes, resource, type Synthesised } from "./synthesise";

/** What tests look at of a Deployment. */
export interface Deployment extends Attributes {
  metadata: { name: string };
  spec: {
    strategy: Attributes;
    template: {
      metadata: { labels: Record<string, string>; annotations?: Record<string, string> };
      spec: Attributes & {
        container: [Attributes & { env: { name: string }[] }];
        automount_service_account_token: boolean;
      };
    };
  };
}

/** The Deployment of a workload of the stack apps. */
export const deploymentOf = (apps: Synthesised, name: string): Deployment =>
  resource(apps, "kubernetes_deployment_v1", `${name}_deployment`) as Deployment;

import { allDefinitions } from "../../services/definitions";
import { type Attributes, resource, type Synthesised } from "./synthesise";

/** What tests look at of a Deployment. */
export interface Deployment extends Attributes {
  metadata: { name: string };
  spec: {
    strategy: Attributes;
    template: {
      metadata: { labels: Record<string, string>; annotations?: Record<string, string> };
      spec: Attributes & {
        container: [Attributes & { env: { name: string; value?: string; value_from?: Attributes }[] }];
        automount_service_account_token: boolean;
      };
    };
  };
}

/** The Deployment of a workload of the stack apps. */
export const deploymentOf = (apps: Synthesised, name: string): Deployment =>
  resource(apps, "kubernetes_deployment_v1", `${name}_deployment`) as Deployment;

/** The services that publish or subscribe, and so have a sidecar. */
export const withSidecar = allDefinitions
  .filter(({ publishes, subscribes }) => publishes.length + subscribes.length > 0)
  .map(({ name }) => name);

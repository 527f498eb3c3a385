import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import type { Construct } from "constructs";

/** What it takes to be an administrator of the cluster; all of it PEM, but for the host. */
export interface KubernetesAccess {
  /** https URL of the API server. */
  readonly host: string;
  readonly clusterCaCertificate: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
}

/** Configures the Kubernetes and Helm providers of a stack. Terraform keeps the values in the state only. */
export function addKubernetesProviders(scope: Construct, access: KubernetesAccess): void {
  new KubernetesProvider(scope, "kubernetes", access);
  new HelmProvider(scope, "helm", { kubernetes: access });
}

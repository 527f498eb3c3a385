import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import type { TerraformStack } from "cdktf";

/** What it takes to be an administrator of the cluster; all of it PEM, but for the host. */
export interface KubernetesAccess {
  /** https URL of the API server. */
  readonly host: string;
  readonly clusterCaCertificate: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
}

/**
 * Adds the Kubernetes and Helm providers to a stack. Terraform keeps the values in its state only. The bindings work with
 * every later version of the same major version.
 */
export function addKubernetesProviders(stack: TerraformStack, access: KubernetesAccess): void {
  new KubernetesProvider(stack, "kubernetes", access);
  stack.addOverride("terraform.required_providers.kubernetes.version", "~> 2.38");
  new HelmProvider(stack, "helm", { kubernetes: access });
  stack.addOverride("terraform.required_providers.helm.version", "~> 3.1");
}

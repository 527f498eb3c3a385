import { Fn } from "cdktf";
import type { KubernetesAccess } from "./kubernetes-access";

/**
 * A kubeconfig with one cluster, user and context of the same name
 * (https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/).
 *
 * @param namespace where commands work that name none. Default: `default`
 */
export function kubeconfig(name: string, access: KubernetesAccess, namespace?: string): object {
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name,
        cluster: { server: access.host, "certificate-authority-data": Fn.base64encode(access.clusterCaCertificate) },
      },
    ],
    users: [
      {
        name,
        user: {
          "client-certificate-data": Fn.base64encode(access.clientCertificate),
          "client-key-data": Fn.base64encode(access.clientKey),
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name, ...(namespace && { namespace }) } }],
    "current-context": name,
  };
}

import { DefaultServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/default-service-account-v1";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import type { Construct } from "constructs";

/** The namespaces of the platform, by what they hold. */
export const namespaces = { dapr: "dapr-system", monitoring: "monitoring", apps: "freehold" } as const;
export type Namespace = (typeof namespaces)[keyof typeof namespaces];

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
type PodSecurity = "privileged" | "restricted";

/** Dapr's control plane and the services pass the strictest level; the node exporter reads its node's file system. */
const podSecurity: Record<Namespace, PodSecurity> = {
  "dapr-system": "restricted",
  monitoring: "privileged",
  freehold: "restricted",
};

/**
 * Makes a namespace that admits only pods of its security level, and whose default account has no token to the API;
 * answers its name as a reference to it.
 */
export function namespace(scope: Construct, name: Namespace): string {
  const { metadata } = new NamespaceV1(scope, name, {
    metadata: {
      name,
      labels: {
        "pod-security.kubernetes.io/enforce": podSecurity[name],
        "pod-security.kubernetes.io/warn": podSecurity[name] === "privileged" ? "baseline" : podSecurity[name],
      },
    },
  });
  new DefaultServiceAccountV1(scope, `${name}-default-account`, {
    metadata: { namespace: metadata.name },
    automountServiceAccountToken: false,
  });
  return metadata.name;
}

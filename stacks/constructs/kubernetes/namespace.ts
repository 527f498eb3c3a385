import { DefaultServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/default-service-account-v1";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import type { Construct } from "constructs";
import type { NamespaceName } from "./namespaces";

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
type PodSecurity = "privileged" | "restricted";

/** Dapr's control plane and the services pass the strictest level; the node exporter reads its node's file system. */
const podSecurity: Record<NamespaceName, PodSecurity> = {
  "dapr-system": "restricted",
  monitoring: "privileged",
  freehold: "restricted",
};

export interface NamespaceProps {
  /** Name of the namespace, which decides its Pod Security level. */
  readonly name: NamespaceName;
}

/** A namespace that admits only pods of its security level, and whose default account has no token to the API. */
export class Namespace extends NamespaceV1 {
  constructor(scope: Construct, id: string, { name }: NamespaceProps) {
    super(scope, id, {
      metadata: {
        name,
        labels: {
          "pod-security.kubernetes.io/enforce": podSecurity[name],
          "pod-security.kubernetes.io/warn": podSecurity[name] === "privileged" ? "baseline" : podSecurity[name],
        },
      },
    });
    const account = new DefaultServiceAccountV1(this, "default-account", {
      metadata: { namespace: this.metadata.name },
      automountServiceAccountToken: false,
    });
    // Keeps the address that it has in users' state.
    account.overrideLogicalId(`${this.friendlyUniqueId}-default-account`);
  }
}

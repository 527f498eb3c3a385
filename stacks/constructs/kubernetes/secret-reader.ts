import { RoleBindingV1 } from "@cdktf/provider-kubernetes/lib/role-binding-v1";
import { RoleV1 } from "@cdktf/provider-kubernetes/lib/role-v1";
import type { Construct } from "constructs";

export interface SecretReaderProps {
  readonly namespace: string;
  /** Name of the service account, and of the Secret that it may read. */
  readonly account: string;
}

/** Lets a service account read the Secret of its own name, and no other. */
export class SecretReader extends RoleV1 {
  constructor(scope: Construct, id: string, { namespace, account }: SecretReaderProps) {
    const metadata = { name: `${account}-secret`, namespace };
    super(scope, id, {
      metadata,
      rule: [{ apiGroups: [""], resources: ["secrets"], resourceNames: [account], verbs: ["get"] }],
    });
    const binding = new RoleBindingV1(this, "binding", {
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: this.metadata.name },
      subject: [{ kind: "ServiceAccount", name: account, namespace }],
    });
    // Keeps the address that it has in users' state.
    binding.overrideLogicalId(`${this.friendlyUniqueId}-binding`);
  }
}

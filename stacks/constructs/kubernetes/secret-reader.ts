import { RoleBindingV1 } from "@cdktf/provider-kubernetes/lib/role-binding-v1";
import { RoleV1 } from "@cdktf/provider-kubernetes/lib/role-v1";
import type { Construct } from "constructs";

/** Lets the service account `account` read the Secret of its own name, and no other. */
export function secretReader(scope: Construct, namespace: string, account: string): void {
  const metadata = { name: `${account}-secret`, namespace };
  const role = new RoleV1(scope, `${account}-secret-role`, {
    metadata,
    rule: [{ apiGroups: [""], resources: ["secrets"], resourceNames: [account], verbs: ["get"] }],
  });
  new RoleBindingV1(scope, `${account}-secret-role-binding`, {
    metadata,
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: role.metadata.name },
    subject: [{ kind: "ServiceAccount", name: account, namespace }],
  });
}

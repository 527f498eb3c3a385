import { RoleBindingV1 } from "@cdktf/provider-kubernetes/lib/role-binding-v1";
import { RoleV1 } from "@cdktf/provider-kubernetes/lib/role-v1";
import type { Construct } from "constructs";
import { deployer } from "../cluster/deployer";

const read = ["get", "list", "watch"];
const change = [...read, "create", "update", "patch"];

export interface DeployerRoleProps {
  /** Namespace of the services. */
  readonly namespace: string;
}

/**
 * Lets a pipeline update the services, in their namespace and nowhere else: apply a workload, set its image, follow and
 * undo a rollout, look at why one fails. It cannot read Secrets through the API; but who may run pods in a namespace can
 * mount its Secrets, so protect the pipeline's certificate like them.
 */
export class DeployerRole extends RoleV1 {
  constructor(scope: Construct, id: string, { namespace }: DeployerRoleProps) {
    const metadata = { name: deployer.user, namespace };
    super(scope, id, {
      metadata,
      rule: [
        { apiGroups: ["apps"], resources: ["deployments"], verbs: change },
        // A rollout is followed and undone by its ReplicaSets.
        { apiGroups: ["apps"], resources: ["replicasets"], verbs: read },
        // A Job cannot be changed: a newer one takes the place of one that is deleted.
        { apiGroups: ["batch"], resources: ["jobs", "cronjobs"], verbs: [...change, "delete"] },
        { apiGroups: [""], resources: ["pods", "pods/log", "events"], verbs: read },
      ],
    });
    const binding = new RoleBindingV1(this, "binding", {
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: this.metadata.name },
      subject: [{ kind: "User", name: deployer.user, apiGroup: "rbac.authorization.k8s.io" }],
    });
    // Keeps the address that it has in users' state.
    binding.overrideLogicalId(`${this.friendlyUniqueId}-binding`);
  }
}

import { TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

/**
 * What a new server begins with: `none`, an empty cluster, or a snapshot of etcd, the `newest` or one by its name. It
 * matters for a machine's first start only; `npx freehold restore` and `npx freehold replace-node` set it for the machine that they
 * make. Default: `none`.
 */
export function restoreSnapshot(scope: Construct): string {
  const variable = new TerraformVariable(scope, "restore_snapshot", {
    type: "string",
    description:
      "Snapshot of etcd that a new server begins with: none, newest, or a name. See docs/how-to/replace-or-restore-a-node.md",
    default: "none",
    nullable: false,
  });
  variable.addValidation({
    condition: `\${can(regex("^[A-Za-z0-9._-]+$", ${variable.fqn}))}`,
    errorMessage: "The variable restore_snapshot must be none, newest, or the name of a snapshot, without its folder.",
  });
  return variable.stringValue;
}

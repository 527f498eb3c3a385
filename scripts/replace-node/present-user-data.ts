import { z } from "zod";
import type { NodeRole } from "../../services/contracts/node-role";
import { OperationError } from "../operations/operation-error";
import type { Terraform } from "../operations/terraform";

const planSchema = z.object({
  output_changes: z.record(z.string(), z.object({ actions: z.array(z.string()) })).default({}),
});

/**
 * A new machine begins with the user data of bootstrap's last deploy. What has changed since, as the version of k3s by an
 * upgrade, would be missing from it: a server with an older k3s than its snapshot, an agent as it was.
 *
 * @throws {OperationError} if a deploy of bootstrap would change the user data of the role
 */
export async function requirePresentUserData(bootstrap: Terraform, role: NodeRole): Promise<void> {
  await bootstrap.init();
  const { output_changes } = planSchema.parse(await bootstrap.plan());
  // CDKTF names what it hands from stack to stack by the construct: cross-stack-output-localserver_user-data_….
  const changed = Object.entries(output_changes).some(
    ([name, { actions }]) => name.includes(`${role}_user-data`) && !actions.includes("no-op"),
  );
  if (!changed) return;
  throw new OperationError(`Since the last deploy of bootstrap, what the ${role}'s machine begins with has changed`, {
    fix: "Deploy it first: npx freehold deploy bootstrap",
  });
}

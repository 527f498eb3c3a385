import type { Kubectl } from "../operations/kubectl";
import { OperationError } from "../operations/operation-error";
import type { HelmRelease } from "./helm-releases";

/**
 * Restores the objects of a release to what its chart made. Terraform itself leaves
 * them as they are, since it looks at the values of the chart alone.
 */
export async function repairRelease(kubectl: Kubectl, { name, namespace, manifest }: HelmRelease): Promise<void> {
  const args = ["apply", "--server-side", "--force-conflicts", `--namespace=${namespace}`, "--filename=-"];
  const { status, errors } = await kubectl.run(args, { input: manifest });
  if (status !== 0) throw new OperationError(`The objects of ${name} could not be put back: ${errors.trim()}`);
}

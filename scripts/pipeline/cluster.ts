import { namespaces } from "../../stacks/constructs/kubernetes/namespaces";
import { PodWatch } from "../deploy/rollout/watch-pods";
import { systemClock } from "../operations/clock";
import { Kubectl } from "../operations/kubectl";

/** kubectl with the kubeconfig of the environment. */
const kubectl = () => new Kubectl();

/**
 * Waits until every workload has rolled out, for ten minutes at most. Shows each pod that is not ready with the reason, and
 * ends early when one crash-loops.
 */
export const rolledOut = (): Promise<void> =>
  new PodWatch({
    kubectl: kubectl(),
    namespaces: [namespaces.apps],
    clock: systemClock,
    say: console.log,
  }).rolledOut();

/** Goes back to the pods before the last change of every workload. */
export async function undo(workloads: readonly string[]): Promise<void> {
  for (const name of workloads) {
    await kubectl().read(["rollout", "undo", `deployment/${name}`, `--namespace=${namespaces.apps}`]);
  }
}

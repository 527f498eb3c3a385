import { namespaces } from "../../../stacks/constructs/kubernetes/namespaces";
import { PodWatch } from "../../deploy/rollout/watch-pods";
import { systemClock } from "../../operations/clock";
import type { Kubectl } from "../../operations/kubectl";
import { OperationError } from "../../operations/operation-error";
import type { Steps } from "../steps";

const watched = [namespaces.dapr, namespaces.monitoring, namespaces.apps];

/**
 * Deploys while it watches the pods that come up, as `freehold deploy` does.
 * @throws {OperationError} as soon as one of them can't start, with its last words shown
 */
export async function deployWatched(kubectl: Kubectl, steps: Steps, deploy: () => Promise<void>): Promise<void> {
  const watch = new PodWatch({ kubectl, namespaces: watched, clock: systemClock, say: (line) => steps.note(line) });
  const { failed } = await watch.during((abort) => Promise.race([deploy(), aborted(abort)]));
  if (failed.length === 0) return;
  const names = failed.map(({ namespace, pod }) => `${namespace}/${pod}`).join(", ");
  throw new OperationError(`The platform does not start: ${names} cannot start, as shown above`);
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

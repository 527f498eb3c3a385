import { describeFinding, lookAt } from "../../scripts/deploy/rollout/look";
import { podFindings } from "../../scripts/deploy/rollout/pod-findings";
import { presentPods, unfinishedRollouts } from "../../scripts/deploy/rollout/rollouts";
import type { Rehearsed } from "./rehearsed";

/**
 * What keeps the platform from being as its stacks say: a text for each pod and Deployment, empty when all is well.
 * @param starting whether a pod that only starts counts. Default: yes
 */
export async function problems({ kubectl }: Rehearsed, starting = true): Promise<string[]> {
  const objects = await lookAt(kubectl, ["freehold", "monitoring", "dapr-system"]);
  if (!objects) return ["the API does not answer"];
  const findings = podFindings(presentPods(objects), Date.now()).filter(
    ({ severity }) => starting || severity !== "starting",
  );
  return [
    ...(await Promise.all(findings.map((finding) => describeFinding(kubectl, finding)))),
    ...unfinishedRollouts(objects).map(({ name, state, problem = "" }) => `${name}: ${state} ${problem}`),
  ];
}

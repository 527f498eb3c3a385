import { setTimeout as sleep } from "node:timers/promises";
import type { Terraform } from "../operations/terraform";
import { rolledOut, undo } from "./cluster";
import { imageInService } from "./image-in-service";
import { changesOf } from "./plan-report";
import type { ReleaseSteps } from "./release";
import { smoke } from "./smoke";

/**
 * The steps of a release on the cluster that `kubectl` reaches.
 *
 * @param apps Terraform at work on the stack apps
 * @param workloads names of all Deployments that run the image
 * @param address where a user finds the platform
 * @param pause waits between two questions to a platform whose route may be a moment behind its pods; default: 3 s
 */
export const clusterSteps = (
  apps: Terraform,
  workloads: readonly string[],
  address: () => Promise<string>,
  pause: () => Promise<void> = () => sleep(3000),
): ReleaseSteps => ({
  current: () => imageInService(apps),
  apply: async (image) => {
    const options = { env: variables(image), input: "", show: true };
    const { status } = await apps.run(["apply", "-input=false", "-no-color", "-auto-approve"], options);
    if (status !== 0) throw new Error("terraform apply of apps failed");
  },
  rolledOut,
  smoke: async () => smoke(await address(), pause),
  undo: () => undo(workloads),
  planIsEmpty: async (image) => {
    await apps.init();
    return changesOf(await apps.plan({ env: variables(image) })).length === 0;
  },
  log: console.log,
});

const variables = (image: string) => ({ TF_VAR_freehold_image: image });

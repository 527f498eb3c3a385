import { z } from "zod";
import type { Difference } from "./plan-drift";

const planSchema = z.object({
  prior_state: z
    .object({
      values: z
        .object({
          root_module: z.object({
            resources: z
              .array(
                z.object({
                  address: z.string(),
                  mode: z.string(),
                  type: z.string(),
                  values: z.record(z.string(), z.unknown()).default({}),
                }),
              )
              .default([]),
          }),
        })
        .optional(),
    })
    .optional(),
});

/** The lifecycle states of Oracle Cloud in which a resource does what it is for. */
const working = new Set(["RUNNING", "ACTIVE", "AVAILABLE", "ASSIGNED", "ENABLED", "PROVISIONED", "SUCCEEDED"]);

/** What takes a resource out of service while it stays, by the attribute that says so. */
const outOfService = ["is_drain", "is_offline"];

/**
 * What exists as it is configured and does not work: a machine that is stopped, a backend that is drained, a resource that
 * Oracle Cloud is about to end. The state of such is no attribute of the configuration, so that no plan changes it; the plan
 * has it in the state that it has refreshed.
 */
export function notRunning(plan: unknown): Difference[] {
  const resources = planSchema.parse(plan).prior_state?.values?.root_module.resources ?? [];
  return resources.flatMap(({ address, mode, type, values }): Difference[] => {
    if (mode !== "managed" || !type.startsWith("oci_")) return [];
    const { state } = values;
    const attributes = [
      ...(typeof state === "string" && state !== "" && !working.has(state.toUpperCase()) ? [`state ${state}`] : []),
      ...outOfService.filter((name) => values[name] === true),
    ];
    return attributes.length > 0 ? [{ address, action: "not running", attributes }] : [];
  });
}

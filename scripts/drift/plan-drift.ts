import { z } from "zod";
import { differingAttributes } from "./configured-differences";

const attributes = z.record(z.string(), z.unknown());
const planSchema = z.object({
  resource_changes: z
    .array(
      z.object({
        address: z.string(),
        mode: z.string(),
        change: z.object({
          actions: z.array(z.string()),
          before: attributes.nullable(),
          after: attributes.nullable(),
          after_unknown: attributes.default({}),
        }),
      }),
    )
    .default([]),
  configuration: z.object({
    root_module: z.object({
      resources: z.array(z.object({ address: z.string(), expressions: attributes.default({}) })).default([]),
    }),
  }),
});

/** A resource that is not as configured. Values are left out: some are secret. */
export interface Difference {
  readonly address: string;
  /** What a deploy would do to it; no deploy starts what is not running. */
  readonly action: "create" | "update" | "replace" | "delete" | "not running";
  /** The configured attributes that differ, for an update or a replacement; what it is instead, for one not running. */
  readonly attributes: string[];
}

/**
 * Reads from a plan as JSON (https://developer.hashicorp.com/terraform/internals/json-format) what has drifted. Attributes
 * that are not configured are Oracle's to choose, and are not counted.
 */
export function planDrift(plan: unknown): Difference[] {
  const { resource_changes, configuration } = planSchema.parse(plan);
  const configured = new Map(
    configuration.root_module.resources.map(({ address, expressions }) => [address, expressions]),
  );
  return resource_changes.flatMap(({ address, mode, change }) => {
    const action = actionOf(change.actions);
    if (mode !== "managed" || !action) return [];
    const { before, after, after_unknown: unknown } = change;
    // The configuration names a resource once, however many there are of it.
    const expressions = configured.get(address.replace(/\[[^\]]*\]$/, "")) ?? {};
    const attributes = before && after ? differingAttributes(expressions, before, after, unknown) : [];
    return action === "update" && attributes.length === 0 ? [] : [{ address, action, attributes }];
  });
}

function actionOf(actions: string[]): Difference["action"] | undefined {
  if (actions.includes("create")) return actions.includes("delete") ? "replace" : "create";
  if (actions.includes("delete")) return "delete";
  return actions.includes("update") ? "update" : undefined;
}

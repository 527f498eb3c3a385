import { z } from "zod";
import type { StackResource } from "../stacks/evaluated";

const dependsSchema = z.object({ depends_on: z.array(z.string()).default([]) });

/**
 * The resources in the order in which Terraform makes them: each group when what it depends on is there.
 * @throws Error when they wait for each other
 */
export function waves(resources: readonly StackResource[]): StackResource[][] {
  const known = new Set(resources.map(({ id }) => id));
  const made = new Set<string>();
  const result: StackResource[][] = [];
  for (let left = [...resources]; left.length > 0; ) {
    const ready = left.filter(({ attributes }) =>
      dependsSchema.parse(attributes).depends_on.every((id) => !known.has(id) || made.has(id)),
    );
    if (ready.length === 0) throw new Error(`Resources wait for each other: ${left.map(({ id }) => id).join(", ")}`);
    for (const { id } of ready) made.add(id);
    result.push(ready);
    left = left.filter(({ id }) => !made.has(id));
  }
  return result;
}

import { type App, TerraformStack } from "cdktf";
import { z } from "zod";

/** A resource as Terraform will read it. */
export interface SynthesizedResource {
  /** Path of its construct, stack first. */
  path: string;
  /** Terraform's name of its type, such as `oci_core_instance`. */
  type: string;
  attributes: Record<string, unknown>;
}

const stackSchema = z.object({
  resource: z
    .record(
      z.string(),
      z.record(z.string(), z.looseObject({ "//": z.object({ metadata: z.object({ path: z.string() }) }) })),
    )
    .default({}),
});

export const stacksOf = (app: App): TerraformStack[] => app.node.findAll().filter(TerraformStack.isStack);

/** All resources of all stacks, as they are synthesised. */
export const synthesizedResources = (app: App): SynthesizedResource[] =>
  stacksOf(app).flatMap((stack) =>
    Object.entries(stackSchema.parse(stack.toTerraform()).resource).flatMap(([type, resources]) =>
      Object.values(resources).map(({ "//": { metadata }, ...attributes }) => ({
        path: metadata.path,
        type,
        attributes,
      })),
    ),
  );

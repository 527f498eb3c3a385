import { type App, TerraformStack, TerraformVariable } from "cdktf";
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

const namespacedSchema = z.object({
  namespace: z.string().optional(),
  metadata: z.object({ namespace: z.string().optional() }).optional().catch(undefined),
});
/** How Terraform refers to the name of a namespace that a stack makes: in that stack, and from another one. */
const reference = /kubernetes_namespace_v1\.?([a-z-]+?)\.?metadata/;

/** The namespace that a resource of Kubernetes, or the release of a chart, is in; undefined for none. */
export function namespaceOf({ attributes }: SynthesizedResource): string | undefined {
  const { namespace, metadata } = namespacedSchema.parse(attributes);
  const name = namespace ?? metadata?.namespace;
  return name && (reference.exec(name)?.[1] ?? name);
}

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

/** The variables that the stacks ask for, each with the path of its stack. */
export const stackVariables = (app: App): { path: string; name: string }[] =>
  app.node
    .findAll()
    .filter((construct) => construct instanceof TerraformVariable)
    .map((variable) => ({ path: TerraformStack.of(variable).node.path, name: variable.friendlyUniqueId }));

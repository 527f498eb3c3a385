import { z } from "zod";
import type { StackResource } from "../stacks/evaluated";

const deploymentSchema = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      metadata: z.looseObject({ annotations: z.record(z.string(), z.string()).default({}) }),
    }),
  }),
});

/** The same resource; the pods of a Deployment are new ones, as those of a new image are. */
export function asRelease(resource: StackResource): StackResource {
  if (resource.type !== "kubernetes_deployment_v1") return resource;
  const { spec, ...attributes } = deploymentSchema.parse(resource.attributes);
  const { annotations, ...metadata } = spec.template.metadata;
  const released = { ...metadata, annotations: { ...annotations, "rehearsal/release": String(Date.now()) } };
  return {
    ...resource,
    attributes: { ...attributes, spec: { ...spec, template: { ...spec.template, metadata: released } } },
  };
}

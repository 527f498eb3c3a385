import { z } from "zod";
import type { SynthesizedResource } from "./synthesized";

const byDigest = /@sha256:[0-9a-f]{64}$/;
/** A required variable whose format check asks for a digest, see stacks/constructs/image.ts. */
const imageVariable = /^\$\{var\.[a-z0-9_-]+_image\}$/;

const container = z.array(z.object({ name: z.string(), image: z.string() })).default([]);
const deploymentSchema = z.object({
  spec: z.object({ template: z.object({ spec: z.object({ container, init_container: container }) }) }),
});

/** Refuses an image that could be another one tomorrow. */
export const imageProblems = (resources: readonly SynthesizedResource[]): string[] =>
  resources
    .filter(({ type }) => type === "kubernetes_deployment_v1")
    .flatMap(({ path, attributes }) => {
      const { spec } = deploymentSchema.parse(attributes).spec.template;
      return [...spec.container, ...spec.init_container]
        .filter(({ image }) => !byDigest.test(image) && !imageVariable.test(image))
        .map(({ name, image }) => `Image ${image} of ${path}, container ${name}, has no digest: use image() for it.`);
    });

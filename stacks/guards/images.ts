import { podTemplates } from "./pod-templates";
import type { SynthesizedResource } from "./synthesized";

const byDigest = /@sha256:[0-9a-f]{64}$/;
/** A required variable whose format check asks for a digest, see stacks/constructs/image.ts. */
const imageVariable = /^\$\{var\.[a-z0-9_-]+_image\}$/;

/** Refuses an image that could be another one tomorrow. That it is made for arm64 is checked where it is pinned. */
export const imageProblems = (resources: readonly SynthesizedResource[]): string[] =>
  podTemplates(resources).flatMap(({ path, containers }) =>
    containers
      .filter(({ image }) => !byDigest.test(image) && !imageVariable.test(image))
      .map(({ name, image }) => `Image ${image} of ${path}, container ${name}, has no digest: use image() for it.`),
  );

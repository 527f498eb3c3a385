import type { SynthesizedResource } from "../ledger/synthesized";
import { podTemplates } from "./pod-templates";

const byDigest = /@sha256:[0-9a-f]{64}$/;
/** A required variable whose format check asks for a digest, see stacks/constructs/kubernetes/image.ts. */
const imageVariable = /^\$\{var\.[a-z0-9_-]+_image\}$/;

/** Names of all images that Terraform is asked for, wherever they are declared. */
const asksForImage = /^[a-z0-9_-]+_image$/;

/** Refuses an image that is asked for and that nothing runs: a user who sets it believes that it is in service. */
export const unusedImageProblems = (
  resources: readonly SynthesizedResource[],
  variables: readonly { path: string; name: string }[],
): string[] => {
  const used = podTemplates(resources).flatMap(({ containers }) => containers.map(({ image }) => image));
  return variables
    .filter(({ name }) => asksForImage.test(name) && !used.includes(`\${var.${name}}`))
    .map(({ path, name }) => `Image ${name} is asked for by ${path}, and no container runs it: use it, or remove it.`);
};

/** Refuses an image that could be another one tomorrow. That it is made for arm64 is checked where it is pinned. */
export const imageProblems = (resources: readonly SynthesizedResource[]): string[] =>
  podTemplates(resources).flatMap(({ path, containers }) =>
    containers
      .filter(({ image }) => !byDigest.test(image) && !imageVariable.test(image))
      .map(({ name, image }) => `Image ${image} of ${path}, container ${name}, has no digest: use image() for it.`),
  );

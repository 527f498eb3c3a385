import { ConfigurationError } from "../../stacks/config/configuration-error";
import type { Pins } from "../../stacks/config/pins";

/** The base images of the Dockerfile: its arguments, and their names in pins.json. */
export const baseImages = { NODE_IMAGE: "node", RUNTIME_IMAGE: "runtime" } as const;

/**
 * The build arguments of the Dockerfile, which name the base images by digest.
 *
 * @throws {ConfigurationError} for an image whose digest has not been looked up.
 */
export const imageArguments = ({ images }: Pins): string[] =>
  Object.entries(baseImages).map(([argument, name]) => {
    const pin = images[name];
    if (!pin?.digest) {
      throw new ConfigurationError(
        `pins.json has no digest of the image ${name}, which the Dockerfile builds on: run npx freehold pins, and commit it.`,
      );
    }
    return `${argument}=${pin.repository}:${pin.tag}@${pin.digest}`;
  });

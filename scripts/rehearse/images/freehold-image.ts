import { readDockerfile, runSettings } from "./dockerfile";
import type { ImageSpec } from "./image-spec";
import { programFiles } from "./program-files";

/** The entry point of the distroless images of Node (https://github.com/GoogleContainerTools/distroless/tree/main/nodejs). */
const node = "/nodejs/bin/node";

/** The base of images that run Node: this process's own program instead of the one that the Dockerfile pins. */
export const nodeFiles = () => programFiles(process.execPath, node);

/**
 * The image with all services and jobs, run as the Dockerfile says.
 *
 * @param app the built files, from assembleApp
 * @param name full name with a tag
 * @param checkout whose Dockerfile says how it runs. Default: this one
 */
export function freeholdImage(app: string, name = "docker.io/rehearsal/freehold:1", checkout?: string): ImageSpec {
  const { copies, ...settings } = runSettings(readDockerfile(checkout));
  return {
    ...settings,
    name,
    base: nodeFiles(),
    files: copies.map(({ to }) => ({ from: app, to })),
    entrypoint: [node],
  };
}

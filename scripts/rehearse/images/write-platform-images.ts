import path from "node:path";
import { type PlatformImageName, platformImages } from "./catalogue";
import { platformImage } from "./references";
import { type WrittenImage, writeImage } from "./write-image";

export const platformImageNames = Object.keys(platformImages) as PlatformImageName[];

/**
 * Writes images of the platform, each to an archive in `folder`; those that are there already stay.
 * @throws Error that says how to get a program that is missing
 */
export async function writePlatformImages<Name extends PlatformImageName>(
  folder: string,
  names: readonly Name[],
): Promise<Record<Name, WrittenImage>> {
  const written: [Name, WrittenImage][] = [];
  for (const name of names) {
    written.push([name, await writeImage(platformImage(name), path.join(folder, `${name}.tar`))]);
  }
  return Object.fromEntries(written) as Record<Name, WrittenImage>;
}

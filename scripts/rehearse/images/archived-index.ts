import { createReadStream, existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { extract } from "tar-stream";

/** The index of an OCI archive that writeImage wrote, which is its first file; undefined where there is no archive. */
export async function archivedIndex(archive: string): Promise<string | undefined> {
  if (!existsSync(archive)) return undefined;
  const file = createReadStream(archive);
  const entries = extract();
  file.pipe(entries);
  try {
    for await (const entry of entries) return entry.header.name === "index.json" ? await text(entry) : undefined;
  } finally {
    file.destroy();
  }
  return undefined;
}

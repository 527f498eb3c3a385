import { createReadStream, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { type Pack, pack } from "tar-stream";
import type { ImageFile } from "./image-spec";

/** One entry of a layer's tar; a folder has neither source nor content. */
export interface LayerEntry {
  path: string;
  mode: number;
  size: number;
  from?: string;
  content?: string;
}

const folderMode = 0o755;
const isFolder = ({ from, content }: LayerEntry): boolean => from === undefined && content === undefined;

/**
 * The entries of a layer, sorted by path, with every parent folder.
 *
 * @param below entries of the layer below; what it has already is left out. Default: none
 * @throws Error when two files want the same path, or a source is missing
 */
export function layerEntries(files: readonly ImageFile[], below: readonly LayerEntry[] = []): LayerEntry[] {
  const lower = new Map(below.map((entry) => [entry.path, entry]));
  const entries = new Map<string, LayerEntry>();
  for (const entry of files.flatMap(expand)) {
    const other = entries.get(entry.path);
    if (other && !sameContent(other, entry)) {
      throw new Error(
        `Image file ${entry.path}: ${other.from ?? "a folder or text"} and ${entry.from ?? "a folder or text"} both go there. Give one of them another path.`,
      );
    }
    entries.set(entry.path, entry);
  }
  for (const { path: file } of [...entries.values()]) {
    for (let parent = path.dirname(file); parent !== "/"; parent = path.dirname(parent)) {
      if (!entries.has(parent) && !lower.has(parent)) entries.set(parent, { path: parent, mode: folderMode, size: 0 });
    }
  }
  const isNew = (entry: LayerEntry) => {
    const other = lower.get(entry.path);
    return !other || other.mode !== entry.mode || !sameContent(other, entry);
  };
  return [...entries.values()].filter(isNew).sort((one, other) => (one.path < other.path ? -1 : 1));
}

const sameContent = (one: LayerEntry, other: LayerEntry): boolean =>
  one.content === other.content && real(one.from) === real(other.from);
const real = (file: string | undefined): string | undefined => file && realpathSync(file);

function expand(file: ImageFile): LayerEntry[] {
  const { to, mode } = file;
  if (!path.isAbsolute(to)) throw new Error(`Image file ${to}: the path in the image must be absolute.`);
  if ("content" in file) {
    return [{ path: to, mode: mode ?? 0o644, size: Buffer.byteLength(file.content), content: file.content }];
  }
  if ("emptyFolder" in file) return [{ path: to, mode: mode ?? folderMode, size: 0 }];
  const { from } = file;
  const stat = statSync(from);
  if (!stat.isDirectory()) {
    const isProgram = (stat.mode & 0o100) !== 0;
    return [{ path: to, mode: mode ?? (isProgram ? 0o755 : 0o644), size: stat.size, from }];
  }
  return [
    { path: to, mode: mode ?? folderMode, size: 0 },
    ...readdirSync(from).flatMap((name) => expand({ from: path.join(from, name), to: path.posix.join(to, name) })),
  ];
}

/** The layer as a tar stream, byte for byte the same for the same entries. */
export async function* layerTar(entries: readonly LayerEntry[]): AsyncGenerator<Uint8Array> {
  const tar = pack();
  const write = async () => {
    for (const entry of entries) await addEntry(tar, entry);
    tar.finalize();
  };
  write().catch((error: Error) => tar.destroy(error));
  // The stream's own type says nothing of its chunks.
  for await (const chunk of tar) if (chunk instanceof Uint8Array) yield chunk;
}

async function addEntry(tar: Pack, entry: LayerEntry): Promise<void> {
  const header = {
    // Paths in a layer are relative to the root of the image.
    name: entry.path.slice(1),
    mode: entry.mode,
    size: entry.size,
    mtime: new Date(0),
    type: isFolder(entry) ? ("directory" as const) : ("file" as const),
  };
  if (entry.from === undefined) {
    tar.entry(header, entry.content ?? "");
    return;
  }
  await pipeline(createReadStream(entry.from, { highWaterMark: 1 << 20 }), tar.entry(header));
}

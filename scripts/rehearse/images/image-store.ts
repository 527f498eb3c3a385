import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type StoredImage, startContainerd } from "./private-containerd";
import type { WrittenImage } from "./write-image";

const completeSchema = z.array(z.object({ name: z.string(), digest: z.string() }));

/**
 * Images that are imported and unpacked once for all nodes: a root folder of containerd which each node gets a copy of.
 * The copy shares the files of the images by hard links, since containerd never changes them; it takes no time and no room.
 */
export class ImageStore {
  private readonly root: string;
  private readonly completeFile: string;

  /** @param folder belongs to the store alone; best in the cache, on the disk that the nodes are on */
  constructor(
    private readonly folder: string,
    private readonly containerd: string,
  ) {
    this.root = path.join(folder, "containerd");
    this.completeFile = path.join(folder, "complete.json");
  }

  /** Makes the store hold exactly these images. Takes a moment where it does already. */
  async update(images: readonly WrittenImage[]): Promise<void> {
    const wanted = new Map(images.map(({ name, digest }) => [name, digest]));
    const complete = this.complete();
    const kept = complete.filter(({ name, digest }) => wanted.get(name) === digest);
    if (kept.length === images.length && complete.length === images.length) return;

    const names = new Set(kept.map(({ name }) => name));
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    // An import that a crash cut short is not in it, and is made again.
    this.writeComplete(kept);
    const containerd = await startContainerd(this.containerd, this.root);
    try {
      const added = images.filter(({ name }) => !names.has(name));
      for (const { archive } of added) await containerd.import(archive);
      const references = new Set(images.flatMap(({ name, reference }) => [name, reference]));
      const stored = await containerd.images();
      await containerd.remove(stored.map(({ name }) => name).filter((name) => !references.has(name)));
    } finally {
      await containerd.stop();
    }
    this.writeComplete(images);
  }

  /** Gives a node its images. `root` becomes its containerd's root folder, and must not be there yet. */
  copyTo(root: string): void {
    if (existsSync(root)) throw new Error(`${root} is there already: remove it, and the images are copied again.`);
    mkdirSync(path.dirname(root), { recursive: true });
    const isSameDisk = statSync(this.root).dev === statSync(path.dirname(root)).dev;
    execFileSync("cp", [isSameDisk ? "-al" : "-a", this.root, root]);
    // containerd writes into its databases in place.
    for (const plugin of readdirSync(root)) {
      for (const name of readdirSync(path.join(root, plugin)).filter((file) => file.endsWith(".db"))) {
        rmSync(path.join(root, plugin, name));
        copyFileSync(path.join(this.root, plugin, name), path.join(root, plugin, name));
      }
    }
  }

  private complete(): StoredImage[] {
    if (!existsSync(this.completeFile)) return [];
    return completeSchema.parse(JSON.parse(readFileSync(this.completeFile, "utf8")));
  }

  private writeComplete(images: readonly StoredImage[]): void {
    const partial = `${this.completeFile}.partial`;
    writeFileSync(partial, JSON.stringify(images.map(({ name, digest }) => ({ name, digest }))));
    renameSync(partial, this.completeFile);
  }
}

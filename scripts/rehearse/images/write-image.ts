import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { type Pack, pack } from "tar-stream";
import { archivedIndex } from "./archived-index";
import { type BlobReference, digestReference, imageDocuments } from "./image-documents";
import type { ImageSpec } from "./image-spec";
import { type LayerEntry, layerEntries, layerTar } from "./layer";

interface Layer extends BlobReference {
  entries: LayerEntry[];
}

/** An image in its archive. */
export interface WrittenImage {
  /** Full name with its tag. */
  name: string;
  /** Digest of its manifest. */
  digest: string;
  /** Its name by digest, as the stacks ask for images. */
  reference: string;
  archive: string;
}

/**
 * Writes an image as an OCI archive, which `ctr -n k8s.io images import` takes. containerd then knows it by its name and
 * by name@digest. Layers are not compressed: they stay on this machine, and gzip takes longer than the copy.
 * An archive that already holds exactly this image stays as it is.
 * The digest is the same for the same content.
 */
export async function writeImage(spec: ImageSpec, target: string): Promise<WrittenImage> {
  const base = layerEntries(spec.base ?? []);
  const layers: Layer[] = [];
  for (const entries of [base, layerEntries(spec.files, base)]) {
    if (entries.length > 0) layers.push(await measure(entries));
  }
  const { config, manifest, index } = imageDocuments(spec, layers);
  const { digest } = manifest;
  const image = { name: spec.name, digest, reference: digestReference(spec.name, digest), archive: target };
  if ((await archivedIndex(target)) === index.text) return image;

  mkdirSync(path.dirname(target), { recursive: true });
  const partial = `${target}.partial`;
  const tar = pack();
  const write = async () => {
    addText(tar, "index.json", index.text);
    addText(tar, "oci-layout", '{"imageLayoutVersion":"1.0.0"}');
    for (const { digest, text } of [config, manifest]) addText(tar, blobPath(digest), text);
    for (const layer of layers) {
      await pipeline(layerTar(layer.entries), tar.entry({ ...header(blobPath(layer.digest)), size: layer.size }));
    }
    tar.finalize();
  };
  await Promise.all([
    pipeline(tar, createWriteStream(partial)),
    write().catch((error: Error) => {
      tar.destroy(error);
      throw error;
    }),
  ]);
  renameSync(partial, target);
  return image;
}

/** Digest and size of a layer, by one reading of its files. */
async function measure(entries: LayerEntry[]): Promise<Layer> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of layerTar(entries)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { entries, digest: `sha256:${hash.digest("hex")}`, size };
}

const blobPath = (digest: string): string => `blobs/${digest.replace(":", "/")}`;
const header = (name: string) => ({ name, mode: 0o644, mtime: new Date(0) });

function addText(tar: Pack, name: string, text: string): void {
  tar.entry(header(name), text);
}

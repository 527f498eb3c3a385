import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { extract, type Header } from "tar-stream";
import * as z from "zod";

const reference = z.object({ digest: z.string(), size: z.number() });
const indexSchema = z.object({
  manifests: z.array(reference.extend({ annotations: z.object({ "io.containerd.image.name": z.string() }) })),
});
const manifestSchema = z.object({ config: reference, layers: z.array(reference) });
const configSchema = z.object({
  architecture: z.string(),
  rootfs: z.object({ diff_ids: z.array(z.string()) }),
  config: z.object({
    User: z.string(),
    Env: z.array(z.string()),
    WorkingDir: z.string(),
    Entrypoint: z.array(z.string()).optional(),
    Cmd: z.array(z.string()).optional(),
    ExposedPorts: z.record(z.string(), z.unknown()).optional(),
  }),
});

export interface ArchivedFile {
  header: Header;
  content: Buffer;
}

async function readTar(tar: Readable): Promise<Map<string, ArchivedFile>> {
  const files = new Map<string, ArchivedFile>();
  const entries = extract();
  tar.pipe(entries);
  for await (const entry of entries)
    files.set(entry.header.name, { header: entry.header, content: await buffer(entry) });
  return files;
}

/** An OCI archive as a container engine reads it: from the index to the files, each blob checked against its digest. */
export async function readArchive(archive: string) {
  const outer = await readTar(createReadStream(archive));
  const blob = ({ digest, size }: z.infer<typeof reference>): Buffer => {
    const content = outer.get(`blobs/${digest.replace(":", "/")}`)?.content;
    if (!content) throw new Error(`${archive} lacks ${digest}`);
    const actual = { digest: `sha256:${createHash("sha256").update(content).digest("hex")}`, size: content.length };
    expect(actual).toEqual({ digest, size });
    return content;
  };
  const json = (content: Buffer | undefined): unknown => JSON.parse((content ?? "").toString());
  const { manifests } = indexSchema.parse(json(outer.get("index.json")?.content));
  const [first] = manifests;
  if (!first) throw new Error(`${archive} has no image`);
  const manifest = manifestSchema.parse(json(blob(first)));
  const image = configSchema.parse(json(blob(manifest.config)));
  const tars = await Promise.all(manifest.layers.map((layer) => readTar(Readable.from([blob(layer)]))));
  return {
    layout: json(outer.get("oci-layout")?.content),
    names: manifests.map(({ annotations }) => annotations["io.containerd.image.name"]),
    digests: [...new Set(manifests.map(({ digest }) => digest))],
    layerDigests: manifest.layers.map(({ digest }) => digest),
    image,
    /** The paths of each layer. */
    layers: tars.map((tar) => [...tar.keys()].map(absolute)),
    /** By their paths in the image, `/` first. */
    files: new Map(tars.flatMap((tar) => [...tar]).map(([name, file]) => [absolute(name), file])),
  };
}

const absolute = (name: string): string => `/${name.replace(/\/$/, "")}`;

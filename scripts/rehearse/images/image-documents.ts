import { createHash } from "node:crypto";
import type { ImageSpec } from "./image-spec";

/** What the documents of an image say of another blob of it. */
export interface BlobReference {
  digest: string;
  size: number;
}
export interface Document extends BlobReference {
  text: string;
}

/** The OCI media types: https://github.com/opencontainers/image-spec/blob/v1.1.0/media-types.md */
const mediaType = (kind: string): string => `application/vnd.oci.image.${kind}`;

/** The name that the OCI formats give to the processor this runs on. */
const architecture = process.arch === "x64" ? "amd64" : process.arch;
const platform = { architecture, os: "linux" };

/** The digest of an image, under the registry and repository of its name. */
export const digestReference = (name: string, digest: string): string =>
  `${name.replace(/@.*$/, "").replace(/:[^/:]*$/, "")}@${digest}`;

/** The image's configuration, its manifest and the archive's index, from the layers' digests; none is compressed. */
export function imageDocuments(spec: ImageSpec, layers: readonly BlobReference[]) {
  const config = document({
    ...platform,
    created: new Date(0).toISOString(),
    config: containerConfig(spec),
    rootfs: { type: "layers", diff_ids: layers.map(({ digest }) => digest) },
  });
  const manifest = document({
    schemaVersion: 2,
    mediaType: mediaType("manifest.v1+json"),
    config: reference("config.v1+json", config),
    layers: layers.map((layer) => reference("layer.v1.tar", layer)),
  });
  const index = document({
    schemaVersion: 2,
    mediaType: mediaType("index.v1+json"),
    manifests: [spec.name, digestReference(spec.name, manifest.digest)].map((name) => ({
      ...reference("manifest.v1+json", manifest),
      platform,
      // containerd imports the manifest once for each name.
      annotations: { "io.containerd.image.name": name },
    })),
  });
  return { config, manifest, index };
}

function containerConfig({ user, env = {}, entrypoint, cmd, workdir = "/", exposedPorts = [] }: ImageSpec) {
  return {
    User: user,
    Env: Object.entries({ PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", ...env }).map(
      ([name, value]) => `${name}=${value}`,
    ),
    ...(entrypoint.length > 0 && { Entrypoint: entrypoint }),
    ...(cmd && { Cmd: cmd }),
    WorkingDir: workdir,
    ...(exposedPorts.length > 0 && {
      ExposedPorts: Object.fromEntries(exposedPorts.map((port) => [`${port}/tcp`, {}])),
    }),
  };
}

const reference = (kind: string, { digest, size }: BlobReference) => ({ mediaType: mediaType(kind), digest, size });

function document(value: unknown): Document {
  const text = JSON.stringify(value);
  return { text, size: Buffer.byteLength(text), digest: `sha256:${createHash("sha256").update(text).digest("hex")}` };
}

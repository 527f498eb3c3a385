import { readFileSync } from "node:fs";
import path from "node:path";
import { cached } from "../../components/component";
import { assembleApp } from "../images/assemble-app";
import { type PlatformImageName, platformImages } from "../images/catalogue";
import { freeholdImage } from "../images/freehold-image";
import type { ImageFile } from "../images/image-spec";
import { ImageStore } from "../images/image-store";
import { platformImage } from "../images/references";
import { type WrittenImage, writeImage } from "../images/write-image";

/** Where images trust the authorities of this machine. */
const bundle = "/etc/ssl/certs/ca-certificates.crt";

/** Images that connect to a service outside, and so have to trust its authority. */
const trusting: readonly PlatformImageName[] = ["daprd", "traefik", "prometheus", "alertmanager"];

const folder = cached("rehearsal-images");

/** The images of a rehearsal, each made once and kept in the cache. */
export class RehearsalImages {
  private readonly written = new Map<string, WrittenImage>();
  private readonly store: ImageStore;

  /** @param authority PEM of who vouches for the services outside */
  constructor(
    containerd: string,
    private readonly authority: string,
  ) {
    this.store = new ImageStore(path.join(folder, "store"), containerd);
  }

  /** Builds the services of a checkout into an image. */
  async freehold(tag = "rehearsal", checkout?: string): Promise<WrittenImage> {
    const spec = freeholdImage(assembleApp(checkout), `docker.io/rehearsal/freehold:${tag}`, checkout);
    const trusted = "/etc/ssl/certs/rehearsal.crt";
    const files: ImageFile[] = [...spec.files, { to: trusted, content: this.authority }];
    // Node has authorities of its own, and reads these beside them.
    return this.write(tag, { ...spec, files, env: { ...spec.env, NODE_EXTRA_CA_CERTS: trusted } });
  }

  /** Makes every image beside Freehold's own; answers each by its name. */
  async platform(): Promise<Record<PlatformImageName, WrittenImage>> {
    const made: [PlatformImageName, WrittenImage][] = [];
    for (const name of Object.keys(platformImages) as PlatformImageName[]) {
      const spec = platformImage(name);
      const trusted = trusting.includes(name)
        ? { base: trust(spec.base ?? [], this.authority), files: trust(spec.files, this.authority) }
        : {};
      made.push([name, await this.write(name, { ...spec, ...trusted })]);
    }
    return Object.fromEntries(made) as Record<PlatformImageName, WrittenImage>;
  }

  /** Has the store hold all images that were made, and nothing else. */
  update(): Promise<void> {
    return this.store.update([...this.written.values()]);
  }

  /** Gives a node its images, before it starts for the first time. @param root of the node's containerd */
  copyTo(root: string): void {
    this.store.copyTo(root);
  }

  private async write(key: string, spec: Parameters<typeof writeImage>[0]): Promise<WrittenImage> {
    const image = await writeImage(spec, path.join(folder, `${key}.tar`));
    this.written.set(key, image);
    return image;
  }
}

/** The same files with one more authority to trust. */
const trust = (files: readonly ImageFile[], authority: string): ImageFile[] =>
  files.map((file) => {
    if (file.to !== bundle || "emptyFolder" in file) return file;
    const known = "from" in file ? readFileSync(file.from, "utf8") : file.content;
    return { to: bundle, content: `${known}\n${authority}` };
  });

import { type PlatformImage, type PlatformImageName, platformImages } from "./catalogue";
import type { ImageSpec } from "./image-spec";

interface Reference {
  /** With its registry, such as docker.io/library/redis. */
  repository: string;
  tag?: string;
  digest?: string;
}

/** An image reference in full, as containerd reads it: `redis` is docker.io/library/redis. */
export function parseReference(reference: string): Reference {
  const [, name = "", tag, digest] = /^(.+?)(?::([\w.-]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(reference) ?? [];
  const [first = "", ...others] = name.split("/");
  const hasRegistry = others.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const repository = hasRegistry ? name : `docker.io/${others.length > 0 ? name : `library/${name}`}`;
  return { repository, ...(tag && { tag }), ...(digest && { digest }) };
}

/** The image that a pod means by a reference, whatever its tag or digest; undefined for one that is not made here. */
export function platformImageOf(reference: string): PlatformImageName | undefined {
  const { repository } = parseReference(reference);
  const [name] =
    Object.entries<PlatformImage>(platformImages).find(([, { repositories }]) => repositories.includes(repository)) ??
    [];
  return name as PlatformImageName | undefined;
}

/**
 * An image of the platform under its own name, or under that of a reference which pods use.
 * @throws Error that says how to get its program when it is missing
 */
export function platformImage(name: PlatformImageName, reference?: string): ImageSpec {
  const image: PlatformImage = platformImages[name];
  const { repository, tag } = reference
    ? parseReference(reference)
    : { repository: image.repositories[0], tag: image.tag };
  return { name: `${repository}:${tag ?? image.tag}`, ...image.spec() };
}

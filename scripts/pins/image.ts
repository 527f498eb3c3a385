import { z } from "zod";
import type { Pins } from "../../stacks/config/pins";
import { fetchFrom, LookupError } from "./fetch-from";

type Image = Pins["images"][string];

const indexTypes = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
];
const indexSchema = z.object({
  manifests: z.array(z.object({ platform: z.object({ os: z.string(), architecture: z.string() }).optional() })),
});
const tokenSchema = z.object({ token: z.string() });

/**
 * Looks up the digest of an image in its registry, without an account
 * (https://distribution.github.io/distribution/spec/api/#pulling-an-image).
 *
 * @param reference registry/repository:tag
 * @throws {LookupError} also if the image is not made for several platforms, or none of them is linux/arm64
 */
export async function lookUpImage(reference: string): Promise<Image> {
  const [, host = "", path = "", tag = ""] =
    /^([a-z0-9.-]+\.[a-z0-9.-]+)\/([a-z0-9._/-]+):([\w.-]+)$/.exec(reference) ?? [];
  if (!tag)
    throw new LookupError(`${reference} is no image with its registry and tag, such as docker.io/library/redis:8`);
  const registry = host === "docker.io" ? "registry-1.docker.io" : host;
  const source = `https://${registry}/v2/${path}/manifests/${tag}`;
  const headers = { accept: indexTypes.join(", "), ...(await authorization(registry, path)) };
  const response = await fetchFrom(source, reference, headers);
  const index = indexSchema.safeParse(await response.json());
  const platforms = index.data?.manifests.map(({ platform }) => `${platform?.os}/${platform?.architecture}`) ?? [];
  if (!platforms.includes("linux/arm64")) throw new LookupError(`${reference} is not made for linux/arm64`);
  const digest = response.headers.get("docker-content-digest");
  if (!digest) throw new LookupError(`${reference}: ${source} tells no digest`);
  return {
    repository: `${host}/${path}`,
    tag,
    digest,
    platforms: platforms.filter((name) => !name.includes("unknown")),
    source,
  };
}

/** What a registry demands of a reader without an account: nothing, or a token that it gives to anyone. */
async function authorization(registry: string, path: string): Promise<Record<string, string>> {
  const ping = await fetch(`https://${registry}/v2/`, { signal: AbortSignal.timeout(30_000) }).catch(() => undefined);
  const challenge = ping?.headers.get("www-authenticate") ?? "";
  const [, realm] = /realm="([^"]+)"/.exec(challenge) ?? [];
  if (!realm) return {};
  const [, service = registry] = /service="([^"]+)"/.exec(challenge) ?? [];
  const query = new URLSearchParams({ service, scope: `repository:${path}:pull` });
  const { token } = tokenSchema.parse(await (await fetchFrom(`${realm}?${query}`, `token of ${registry}`)).json());
  return { authorization: `Bearer ${token}` };
}

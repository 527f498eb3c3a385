import { z } from "zod";
import type { Pins } from "../../stacks/config/pins";
import { fetchFrom, LookupError } from "./fetch-from";

const channelsSchema = z.object({ data: z.array(z.object({ name: z.string(), latest: z.string().optional() })) });

/**
 * Looks up the checksum of the pinned release of k3s.
 *
 * @param update whether to go on to the newest patch of the same minor version first; another minor brings another Traefik
 * chart, and is an upgrade to plan (https://docs.k3s.io/upgrades)
 */
export async function lookUpK3s(pin: Pins["k3s"], update: boolean): Promise<Pins["k3s"]> {
  const version = update ? await newestPatch(pin.version) : pin.version;
  const releases = "https://github.com/k3s-io/k3s/releases";
  const tag = encodeURIComponent(version);
  const checksums = `${releases}/download/${tag}/sha256sum-arm64.txt`;
  const text = await (await fetchFrom(checksums, `k3s ${version}`)).text();
  const sha256 = /^([0-9a-f]{64}) +k3s-arm64$/m.exec(text)?.[1];
  if (!sha256) throw new LookupError(`k3s ${version}: ${checksums} names no k3s-arm64`);
  return { version, sha256, source: `${releases}/tag/${tag}` };
}

async function newestPatch(version: string): Promise<string> {
  const channel = version.split(".").slice(0, 2).join(".");
  const url = "https://update.k3s.io/v1-release/channels";
  const { data } = channelsSchema.parse(await (await fetchFrom(url, "k3s's channels")).json());
  const latest = data.find(({ name }) => name === channel)?.latest;
  if (!latest) throw new LookupError(`k3s: ${url} has no channel ${channel}`);
  return latest;
}

import type { Check } from "./check";

/** Names that clouds give to parts of the world, by the first word of a region's name. */
const parts: Record<string, string> = {
  us: "North America",
  ca: "North America",
  mx: "North America",
  eu: "Europe",
  uk: "Europe",
  europe: "Europe",
  me: "Middle East",
  il: "Middle East",
  af: "Africa",
  ap: "Asia and Pacific",
  asia: "Asia and Pacific",
  sa: "South America",
};

const partOf = (region: string): string | undefined => parts[region.split("-")[0] ?? ""];

/** The region in a host name such as ep-x-pooler.eu-central-1.aws.neon.tech. */
const regionIn = (host: string): string | undefined =>
  host.split(".").find((label) => /^[a-z]+(-[a-z]+)+-?\d+$/.test(label) && partOf(label));

/**
 * Whether broker and database are in the part of the world that the cluster is in: each event crosses the way between them
 * several times.
 *
 * @param hosts host names by what they are; undefined where they are not known yet
 */
export function regions(cluster: string | undefined, hosts: Record<string, string | undefined>): Check[] {
  return Object.entries(hosts).map(([what, host]) => {
    const name = `Region of the ${what}`;
    if (!cluster || !host)
      return { name, state: "skipped", found: "not known: its variables are not set", fix: "Fill in .env" };
    const region = regionIn(host);
    if (!region) return { name, state: "skipped", found: "its host name does not tell" };
    const found = `${region}, the cluster's is ${cluster}`;
    if (partOf(region) === partOf(cluster)) return { name, state: "ok", found };
    return {
      name,
      state: "warning",
      found,
      fix: `Make the ${what} in ${partOf(cluster)}: the way there slows each event`,
    };
  });
}

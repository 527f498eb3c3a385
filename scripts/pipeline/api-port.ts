import { z } from "zod";

/** Asks Oracle Cloud's API for a path below the network security groups. */
export type AskNetwork = (method: "GET" | "POST", path: string, body?: object) => Promise<unknown>;

const apiPort = 6443;

/** Marks a rule as ours, with the moment at which it was made. */
const mark = "freehold pipeline ";

/** Milliseconds after which a rule is left over: no job runs for that long. */
const leftOverAfter = 60 * 60_000;

const rulesSchema = z.array(z.object({ id: z.string(), description: z.string().nullish() }));

/** Lets one address reach the Kubernetes API, until the port is closed. */
export async function openApiPort(ask: AskNetwork, groups: string[], address: string, now: Date): Promise<void> {
  const rule = {
    description: `${mark}${now.toISOString()}`,
    direction: "INGRESS",
    protocol: "6",
    source: `${z.ipv4().parse(address)}/32`,
    sourceType: "CIDR_BLOCK",
    tcpOptions: { destinationPortRange: { min: apiPort, max: apiPort } },
  };
  for (const group of groups) {
    await ask("POST", `/${group}/actions/addSecurityRules`, { securityRules: [rule] });
  }
}

/**
 * Takes away what pipelines have opened.
 *
 * @param leftOvers whether to take away only what is too old to belong to a job that still runs
 * @returns how many rules are gone
 */
export async function closeApiPort(ask: AskNetwork, groups: string[], now: Date, leftOvers: boolean): Promise<number> {
  let closed = 0;
  for (const group of groups) {
    const rules = rulesSchema.parse(await ask("GET", `/${group}/securityRules?limit=1000`));
    const ids = rules.filter(({ description }) => isOver(description, now, leftOvers)).map(({ id }) => id);
    if (ids.length > 0) await ask("POST", `/${group}/actions/removeSecurityRules`, { securityRuleIds: ids });
    closed += ids.length;
  }
  return closed;
}

function isOver(description: string | null | undefined, now: Date, leftOvers: boolean): boolean {
  if (!description?.startsWith(mark)) return false;
  if (!leftOvers) return true;
  const made = Date.parse(description.slice(mark.length));
  // A moment that cannot be read is no reason to leave a door open.
  return Number.isNaN(made) || now.getTime() - made > leftOverAfter;
}

import { z } from "zod";

/** Asks Oracle Cloud's API for a path below the network security groups. */
export type AskNetwork = (method: "GET" | "POST", path: string, body?: object) => Promise<unknown>;

const apiPort = 6443;

/** Marks a rule as ours. The moment at which it was made and the run that made it follow. */
const mark = "freehold pipeline ";

/** A rule older than this is left over: the workflows end every job that opens the port before. */
export const leftOverAfterMs = 60 * 60_000;

const rulesSchema = z.array(z.object({ id: z.string(), description: z.string().nullish() }));

/**
 * Lets one address reach the Kubernetes API, until the port is closed.
 *
 * @param run names the run of the workflow, which closes only what it opened
 */
export async function openApiPort(
  ask: AskNetwork,
  groups: string[],
  address: string,
  now: Date,
  run: string,
): Promise<void> {
  const rule = {
    description: `${mark}${now.toISOString()} ${run}`,
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
 * Removes the rules that one run opened, and those of jobs that ended without closing theirs. Rules of other runs stay: a
 * deploy may need its own while drift ends.
 *
 * @param run whose rules to remove at any age; without it, only rules too old to belong to a running job
 * @returns how many rules are gone
 */
export async function closeApiPort(ask: AskNetwork, groups: string[], now: Date, run?: string): Promise<number> {
  let closed = 0;
  for (const group of groups) {
    const rules = rulesSchema.parse(await ask("GET", `/${group}/securityRules?limit=1000`));
    const ids = rules.filter(({ description }) => isOver(description, now, run)).map(({ id }) => id);
    if (ids.length > 0) await ask("POST", `/${group}/actions/removeSecurityRules`, { securityRuleIds: ids });
    closed += ids.length;
  }
  return closed;
}

function isOver(description: string | null | undefined, now: Date, run: string | undefined): boolean {
  if (!description?.startsWith(mark)) return false;
  const [moment = "", openedBy] = description.slice(mark.length).split(" ");
  if (run !== undefined && openedBy === run) return true;
  const made = Date.parse(moment);
  // An unreadable moment must not keep a port open.
  return Number.isNaN(made) || now.getTime() - made > leftOverAfterMs;
}

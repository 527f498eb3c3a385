import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "../load/client";
import { Load, requestsPerTask, type Sent } from "../load/load";
import { asRelease } from "../platform/as-release";
import type { Rehearsal } from "../rehearsal";
import { type Observed, observe } from "./observe";

/** Requests a second under load, and how long it lasts. */
export const measuredLoad = { requestsPerSecond: 50, seconds: 120 };
/** How long the platform is left alone to be measured at rest. */
const restSeconds = 60;

export const phases = ["rest", "load", "rollout"] as const;
export type Phase = (typeof phases)[number];
export type Measured = Record<Phase, Observed> & {
  /** Requests of the load during the rollout. */
  sent: readonly Sent[];
};

/**
 * Measures what every container uses at rest, under load, and while all services are rolled out under half of it.
 * @param clients who send the load in turn; each stays below its quota of changes
 * @param whileLoaded looks at something else at the end of the load
 */
export async function measure(
  { kubectl, cluster, platform }: Rehearsal,
  clients: readonly Client[],
  say: (what: string) => void = () => {},
  whileLoaded: () => Promise<unknown> = async () => {},
): Promise<Measured> {
  const nodes = [cluster.nodeName("server"), cluster.nodeName("agent")];
  const during = (work: () => Promise<unknown>) => observe(kubectl, nodes, work);
  const loaded = async (perSecond: number, work: () => Promise<unknown>) => {
    const load = new Load(clients, perSecond / requestsPerTask);
    try {
      await work();
    } finally {
      await load.stop();
    }
    return load.sent;
  };
  say(`at rest, ${restSeconds} s`);
  const rest = await during(() => pause(restSeconds * 1000));
  const { requestsPerSecond, seconds } = measuredLoad;
  say(`under ${requestsPerSecond} requests a second, ${seconds} s`);
  const load = await during(() =>
    loaded(requestsPerSecond, async () => {
      await pause(seconds * 1000);
      await whileLoaded();
    }),
  );
  say("during a rolling update of every service");
  let sent: readonly Sent[] = [];
  const rollout = await during(async () => {
    sent = await loaded(requestsPerSecond / 2, () => platform.deploy("apps", { change: asRelease }));
  });
  return { rest, load, rollout, sent };
}

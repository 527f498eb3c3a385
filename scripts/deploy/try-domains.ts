import type { NodeRole } from "../../services/contracts/node-role";
import type { Clock } from "../operations/clock";
import { OperationError } from "../operations/operation-error";
import { launchFailure } from "./launch-failure";

/** The availability domain of each node. */
export type Placement = Record<NodeRole, string>;

export interface TryDomainsOptions {
  /** Domains to try, the preferred one first; an empty name leaves it to Terraform, which takes the region's first. */
  readonly domains: Record<NodeRole, readonly string[]>;
  /** Applies the plan with these domains. `again` says that the user has agreed to the plan already. */
  readonly apply: (placement: Placement, again: boolean) => Promise<{ status: number; output: string }>;
  /** The domains of the nodes that exist. */
  readonly existing: () => Promise<Partial<Placement>>;
  readonly clock: Clock;
  /** Aborted when the user wants to stop. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** What goes on from where this ended without success. Default: the same command. */
  readonly goOn?: string;
}

/** Minutes between two rounds through all domains: often enough to catch room, seldom enough not to be throttled. */
const pauses = [1, 2, 4, 8, 15];
/** Seconds between two domains of a round. */
const pauseBetweenDomains = 20;
/** Seconds in which Oracle Cloud is done with another change. */
const pauseWhileBusy = 30;
/** After so many times in a row it is not busy, but stuck. */
const busyTries = 20;

/**
 * Makes the machines: tries the availability domains in turn while no host has room, each node for itself, and waits longer
 * after each round, up to 15 minutes. A node that exists stays where it is. Goes on until it succeeds, is stopped, or
 * fails for another reason; what exists by then is in Terraform's state, so that `goOn` goes on from there.
 *
 * @throws {OperationError} with the advice for a failure that trying again does not fix; with exit code 130 when stopped
 */
export async function tryDomains({
  domains,
  apply,
  existing,
  clock,
  signal,
  say,
  goOn,
}: TryDomainsOptions): Promise<void> {
  const start = clock.now();
  let busy = 0;
  let agreed = false;
  const rounds = Math.max(domains.server.length, domains.agent.length);
  for (let attempt = 0; ; attempt++) {
    const found = await existing();
    const placement = {
      server: found.server ?? turn(domains.server, attempt),
      agent: found.agent ?? turn(domains.agent, attempt),
    };
    const minutes = Math.round((clock.now() - start) / 60_000);
    say(
      `Try ${attempt + 1}, after ${minutes} min: ${describe("server", found, placement)}, ${describe("agent", found, placement)}`,
    );
    const { status, output } = await apply(placement, agreed);
    agreed = true;
    if (status === 0) return;
    if (signal.aborted) throw stopped(goOn);
    const failure = launchFailure(output);
    if (failure.kind === "declined" || failure.kind === "not-ready") throw new OperationError(`${failure.advice}.`);
    if (failure.kind === "permanent")
      throw new OperationError(`${failure.advice}.${goOn ? ` Then ${goOn} goes on.` : ""}`);
    if (failure.kind === "busy") {
      if (++busy > busyTries) throw new OperationError("Oracle Cloud has been busy with a change for ten minutes.");
      say(`Oracle Cloud is busy with another change: next try in ${pauseWhileBusy} s.`);
      await clock.sleep(pauseWhileBusy * 1000, signal);
      if (signal.aborted) throw stopped(goOn);
      // No answer was about room: the same domains are tried again.
      attempt--;
      continue;
    }
    busy = 0;
    const round = Math.floor((attempt + 1) / rounds);
    const endOfRound = (attempt + 1) % rounds === 0 || failure.kind === "throttled";
    const seconds = endOfRound
      ? 60 * (pauses[Math.min(Math.max(round, 1), pauses.length) - 1] ?? 15)
      : pauseBetweenDomains;
    say(
      `${failure.kind === "throttled" ? "Too many requests" : "Out of host capacity"}: next try in ${seconds} s. Ctrl-C stops; ${goOn ?? "the same command"} goes on.`,
    );
    await clock.sleep(seconds * 1000, signal);
    if (signal.aborted) throw stopped(goOn);
  }
}

/** The domains in turn. */
const turn = (domains: readonly string[], attempt: number): string => domains[attempt % domains.length] ?? "";

function describe(role: NodeRole, found: Partial<Placement>, placement: Placement): string {
  return found[role] ? `${role} exists in ${found[role]}` : `${role} in ${placement[role] || "the first domain"}`;
}

function stopped(goOn = "the same command"): OperationError {
  return new OperationError(`Stopped. What exists is in Terraform's state; ${goOn} goes on from there.`, {
    exitCode: 130,
  });
}

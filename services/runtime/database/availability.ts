import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { timeBudgets } from "../../contracts/time-budgets";
import { messageOf } from "../core/errors";
import { DatabaseAway, isConnectionLoss } from "./outage";

/** Waits between two probes during an outage, in milliseconds; the last one is repeated. */
const probeWaitsMs = [100, 250, 500, 1_000, 2_000];

export interface AvailabilityOptions {
  /** Connects to the database and has it answer a statement; fails when it does not within `timeoutMs`. */
  probe: (timeoutMs: number, signal: AbortSignal) => Promise<void>;
  /** Called when an outage begins: open connections are no use any more. */
  onAway?: () => void;
  logger: Logger;
  /** Milliseconds without an answer after which the database is probed on a new connection. Default: 5 000. */
  suspectAfterMs?: number;
  /** Milliseconds that it has to answer then. Default: 5 000. */
  probeTimeoutMs?: number;
}

interface Waiting {
  since: number;
  reject: (error: Error) => void;
}

/**
 * Knows whether the database is there, so that no request waits for one that is not: a circuit breaker. Work that fails with
 * its connection, or has no answer for a while, makes it probe. While probes fail, all work fails at once, and one probe at
 * a time goes on looking. It never probes on its own: an idle database is left asleep.
 */
export class Availability {
  private away = false;
  private probing = false;
  private readonly closed = new AbortController();
  /** What waits for an answer, in the order in which it began to wait. */
  private readonly waiting = new Set<Waiting>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: AvailabilityOptions) {}

  get isAway(): boolean {
    return this.away;
  }

  /**
   * Does work that needs an answer of the database.
   * @param late takes a result that came after the work was given up
   * @throws DatabaseAway at once while the database is away, and as soon as it is found to be
   */
  watch<Result>(work: () => Promise<Result>, late: (result: Result) => void = () => {}): Promise<Result> {
    if (this.away) return Promise.reject(new DatabaseAway());
    return new Promise((resolve, reject) => {
      const waiting = { since: performance.now(), reject };
      this.waiting.add(waiting);
      this.watchClock();
      work().then(
        (result) => {
          if (this.waiting.delete(waiting)) resolve(result);
          else late(result);
        },
        (error: unknown) => {
          this.waiting.delete(waiting);
          if (isConnectionLoss(error)) void this.look();
          reject(error);
        },
      );
    });
  }

  close(): void {
    this.closed.abort();
    clearTimeout(this.timer);
  }

  /** Looks at the oldest work every now and then, for as long as there is some. */
  private watchClock(): void {
    const { suspectAfterMs = timeBudgets.databaseSuspectMs } = this.options;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const [oldest] = this.waiting;
      if (!oldest) return;
      if (performance.now() - oldest.since >= suspectAfterMs) void this.look();
      this.watchClock();
    }, suspectAfterMs / 5).unref();
  }

  /** Probes until the database answers. */
  private async look(): Promise<void> {
    const { probe, probeTimeoutMs = timeBudgets.databaseSuspectMs, logger } = this.options;
    const { signal } = this.closed;
    if (this.probing || signal.aborted) return;
    this.probing = true;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await probe(probeTimeoutMs, signal);
        break;
      } catch (error) {
        // A database that says why it refuses is there.
        if (!isConnectionLoss(error)) break;
        this.begin(error);
      }
      const wait = probeWaitsMs[Math.min(attempt, probeWaitsMs.length - 1)];
      await pause(wait, undefined, { signal, ref: false }).catch(() => {});
    }
    this.probing = false;
    if (this.away && !signal.aborted) logger.info("The database answers again");
    this.away = false;
  }

  private begin(error: unknown): void {
    if (this.away || this.closed.signal.aborted) return;
    this.away = true;
    this.options.logger.warn({ err: error }, `The database does not answer: ${messageOf(error)}`);
    const given = [...this.waiting];
    this.waiting.clear();
    for (const { reject } of given) reject(new DatabaseAway());
    this.options.onAway?.();
  }
}

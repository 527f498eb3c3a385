import type { Logger } from "pino";
import { messageOf } from "./errors";

/** Waits after failures in a row, in milliseconds; the last one is repeated. */
const backoff = [200, 500, 1_000, 2_000, 5_000];
/** The longest delay that setTimeout takes, in milliseconds. */
export const longestTimeout = 2 ** 31 - 1;

/**
 * Runs a job when it is woken, one run at a time: a wake-up during a run leads to one more. A job that throws is tried
 * again with a growing wait, so that an outage ends neither the process nor the work.
 */
export class Worker {
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;
  private timerAt = Number.POSITIVE_INFINITY;
  private failures = 0;

  constructor(
    private readonly name: string,
    private readonly logger: Logger,
    private readonly job: () => Promise<void>,
  ) {}

  wake(): void {
    if (this.stopped) return;
    this.again = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.again) this.wake();
    });
  }

  /** Wakes the worker at `time` (milliseconds since the epoch) at the latest; an earlier appointment stays. */
  wakeAt(time: number): void {
    if (this.stopped || time >= this.timerAt) return;
    clearTimeout(this.timer);
    this.timerAt = time;
    const delay = Math.min(Math.max(time - Date.now(), 0), longestTimeout);
    this.timer = setTimeout(() => {
      this.timerAt = Number.POSITIVE_INFINITY;
      // A timer can be early by a fraction of a millisecond, and a far appointment takes several of them.
      if (Date.now() < time) this.wakeAt(time);
      else this.wake();
    }, delay);
  }

  /** Resolves when the run in hand is over; nothing runs after that. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.again = false;
    clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        await this.job();
        this.failures = 0;
      } catch (error) {
        const wait = backoff[Math.min(this.failures, backoff.length - 1)] ?? 0;
        this.failures += 1;
        this.logger.warn({ err: error, retryInMs: wait }, `The ${this.name} failed: ${messageOf(error)}`);
        this.wakeAt(Date.now() + wait);
      }
    }
  }
}

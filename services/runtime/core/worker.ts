import { setTimeout as pause } from "node:timers/promises";
import { context, ROOT_CONTEXT } from "@opentelemetry/api";
import type { Logger } from "pino";
import { timeBudgets } from "../../contracts/time-budgets";
import { messageOf } from "./errors";

/** Waits after failures in a row, in milliseconds; the last one is repeated. */
const backoff = [200, 500, 1_000, 2_000, 5_000];
/** Milliseconds between two looks at the clocks while a worker waits for an appointment. */
const longestSleep = 60_000;

/**
 * Runs a job when it is woken, one run at a time: a wake-up during a run leads to one more. A job that throws is tried
 * again with a growing wait, so that an outage ends neither the process nor the work.
 */
export class Worker {
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;
  private second: NodeJS.Timeout | undefined;
  /** When the next appointment is, by `performance.now()`. */
  private appointment = Number.POSITIVE_INFINITY;
  private failures = 0;

  constructor(
    private readonly name: string,
    private readonly logger: Logger,
    private readonly job: () => Promise<void>,
  ) {}

  /** Wakes it now, and once more when the process that this one may replace is gone. */
  start(): void {
    this.wake();
    this.second = setTimeout(() => this.wake(), timeBudgets.startupRecheckMs);
  }

  wake(): void {
    if (this.stopped) return;
    this.again = true;
    // Its work belongs to no trace of those who wake it: one run may be for many of them.
    this.running ??= context
      .with(ROOT_CONTEXT, () => this.run())
      .finally(() => {
        this.running = undefined;
        if (this.again) this.wake();
      });
  }

  /** Wakes the worker in `delay` milliseconds at the latest; an earlier appointment stays. */
  wakeIn(delay: number): void {
    const at = performance.now() + delay;
    if (this.stopped || at >= this.appointment) return;
    clearTimeout(this.timer);
    this.appointment = at;
    this.sleep(at, Date.now() + delay);
  }

  /** Resolves when it has done what it was woken for. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  /** Resolves when the run in hand is over; nothing runs after that. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.again = false;
    clearTimeout(this.timer);
    clearTimeout(this.second);
    this.appointment = Number.POSITIVE_INFINITY;
    await this.running;
  }

  /**
   * Stops once it has done what it was woken for, where nobody else would be woken for it.
   * @param drainTimeoutMs milliseconds within which it keeps appointments still. Default: 0
   */
  async finish(drainTimeoutMs = 0): Promise<void> {
    const end = performance.now() + drainTimeoutMs;
    while (this.running || this.appointment <= end) {
      await this.running;
      if (this.appointment <= end) await pause(Math.max(1, this.appointment - performance.now()));
    }
    await this.stop();
  }

  /**
   * Sleeps until one of two clocks has come so far: the time of day can be set back, and the other clock stands still
   * while the machine is suspended. Waking too early costs a look, waking too late would be a promise broken.
   */
  private sleep(at: number, time: number): void {
    const left = Math.min(at - performance.now(), time - Date.now());
    if (left > 0) {
      this.timer = setTimeout(() => this.sleep(at, time), Math.min(left, longestSleep));
      return;
    }
    this.appointment = Number.POSITIVE_INFINITY;
    this.wake();
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
        this.wakeIn(wait);
      }
    }
  }
}

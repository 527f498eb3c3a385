import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { timeBudgets } from "../../contracts/time-budgets";
import { messageOf } from "../core/errors";

/** A stop step, and how long it took. */
interface Finished {
  step: string;
  ms: number;
  /** `late`: it had not ended when its time was up. */
  outcome: "done" | "late" | "failed";
}

/**
 * What has to be stopped, in the reverse order of its start. Each step has a time of its own and all together have
 * `stopStepsMs`. A step that hangs, such as a transaction that waits for a lock, is left to the end of the process, which
 * undoes it.
 */
export class StopSequence {
  private readonly steps: { step: string; limitMs: number; run: () => Promise<unknown> }[] = [];

  constructor(private readonly logger: Logger) {}

  push(step: string, limitMs: number, run: () => Promise<unknown>): void {
    this.steps.push({ step, limitMs, run });
  }

  /** Never rejects: what fails or hangs keeps no other step from running. */
  async run(totalMs: number = timeBudgets.stopStepsMs): Promise<void> {
    const began = performance.now();
    const finished: Finished[] = [];
    for (let next = this.steps.pop(); next; next = this.steps.pop()) {
      const left = Math.max(0, began + totalMs - performance.now());
      finished.push(await this.runStep(next.step, next.run, Math.min(next.limitMs, left)));
    }
    const late = finished.filter(({ outcome }) => outcome === "late");
    const summary = { ms: elapsed(began), steps: Object.fromEntries(finished.map(({ step, ms }) => [step, ms])) };
    if (late.length === 0) this.logger.info(summary, "Stopped");
    else
      this.logger.warn(summary, `Stopped; left behind: ${late.map(({ step, ms }) => `${step} (${ms} ms)`).join(", ")}`);
  }

  private async runStep(step: string, run: () => Promise<unknown>, limitMs: number): Promise<Finished> {
    const began = performance.now();
    const over = new AbortController();
    let outcome: Finished["outcome"];
    try {
      outcome = await Promise.race([
        run().then(() => "done" as const),
        pause(limitMs, "late" as const, { signal: over.signal }),
      ]);
    } catch (error) {
      outcome = "failed";
      this.logger.warn({ err: error, step }, `Stop step "${step}" failed: ${messageOf(error)}`);
    } finally {
      over.abort();
    }
    const finished = { step, ms: elapsed(began), outcome };
    this.logger.debug(finished, `Stop step "${step}": ${outcome}`);
    return finished;
  }
}

const elapsed = (since: number): number => Math.round(performance.now() - since);

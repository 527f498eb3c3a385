import type { Logger } from "pino";
import { Worker } from "../core/worker";

/**
 * A worker that is woken for each of many things: the first one it does at once, and what comes soon after gathers, to be
 * done in one run. Under a steady stream a run costs nearly as much for one thing as for ten.
 */
export class GatheringWorker {
  private readonly worker: Worker;
  private isRunning = false;
  private wasWoken = false;
  /** When it may run again, by `performance.now()`. */
  private rested = 0;

  /** @param gatherMs milliseconds after a run in which it only gathers */
  constructor(
    name: string,
    logger: Logger,
    job: () => Promise<void>,
    private readonly gatherMs: number,
  ) {
    this.worker = new Worker(name, logger, async () => {
      this.isRunning = true;
      this.wasWoken = false;
      try {
        await job();
      } finally {
        this.isRunning = false;
        this.rested = performance.now() + this.gatherMs;
        if (this.wasWoken) this.wake();
      }
    });
  }

  wake(): void {
    const wait = this.rested - performance.now();
    if (this.isRunning) this.wasWoken = true;
    else if (wait > 0) this.worker.wakeIn(wait);
    else this.worker.wake();
  }

  /** Resolves when the run in hand is over; nothing runs after that. */
  stop(): Promise<void> {
    return this.worker.stop();
  }
}

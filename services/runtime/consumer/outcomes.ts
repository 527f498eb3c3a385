import type { Envelope } from "../../contracts/envelope";
import type { Topic } from "../../contracts/topics";
import { messageOf } from "../core/errors";
import type { ProcessorOptions } from "./processor-options";

type Counter = { inc(labels: { consumer: string; topic: string }): void };

/** What the outside learns of a transaction once it is committed: counts, log lines, and what else was put off. */
export class Outcomes {
  private readonly hooks: (() => void)[] = [];

  constructor(
    private readonly options: ProcessorOptions,
    private readonly topic: Topic,
  ) {}

  afterCommit(hook: () => void): void {
    this.hooks.push(hook);
  }

  /** To be called once the transaction is committed. */
  report(): void {
    for (const hook of this.hooks) hook();
    this.options.committed?.();
  }

  count(counter: Counter): void {
    this.afterCommit(() => counter.inc({ consumer: this.options.consumer.name, topic: this.topic }));
  }

  applied(event: Envelope, { isReplay }: { isReplay: boolean }): void {
    const { metrics, logger, consumer } = this.options;
    this.count(metrics.processed);
    this.afterCommit(() => {
      // For how long a dead letter waited for an operator says nothing of how fast the consumer is.
      const seconds = (Date.now() - Date.parse(event.time)) / 1000;
      if (!isReplay) metrics.latency.observe({ consumer: consumer.name }, seconds, event.traceparent);
      logger.debug({ ...traced(event), type: event.type }, "Event applied");
    });
  }

  /** A dead letter was applied after all. */
  replayed({ id }: Envelope): void {
    const { metrics, consumer } = this.options;
    this.afterCommit(() => metrics.pipeline.settled(consumer.name, id));
  }

  parkedForRetry(event: Envelope, error: unknown, failures: number): void {
    const { metrics, logger } = this.options;
    this.count(metrics.parked);
    this.afterCommit(() =>
      logger.warn({ err: error, ...traced(event), failures }, `Event parked to be retried: ${messageOf(error)}`),
    );
  }

  /** @param event undefined for a delivery that is no event */
  deadLettered(event: Envelope | undefined, error: unknown): void {
    const { metrics, logger, wakeRelay, consumer } = this.options;
    this.count(metrics.deadLettered);
    this.afterCommit(() => {
      const about = event ? traced(event) : { topic: this.topic };
      const what = event ? "Event" : "Delivery";
      if (event) metrics.pipeline.deadLettered(consumer.name, event.id, messageOf(error));
      logger.error({ err: error, ...about }, `${what} moved to the dead letters: ${messageOf(error)}`);
      wakeRelay();
    });
  }
}

const traced = ({ id, traceparent }: Envelope) => ({ eventId: id, traceparent });

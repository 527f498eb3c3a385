import type { Handler, SetHandler } from "../services/runtime/consumer/consumer";
import { Processor } from "../services/runtime/consumer/processor";
import { Database } from "../services/runtime/database/database";
import { Metrics } from "../services/runtime/telemetry/metrics";
import type { Transport } from "../services/runtime/transports/transport";
import { silent } from "./postgres";
import type { Begin } from "./stopwatch";
import { countdown, effect, effects, effectsOf } from "./work";

const type = "freehold.task-update.removed.v1";
type Type = typeof type;

interface ConsumerOptions {
  url: string;
  /** What brings the events. It is closed at the end. */
  transport: Transport;
  /** The consumer group. */
  name: string;
  /** Whether the consumer takes a batch as a set, as the audit consumer does. */
  asSet: boolean;
  /** Runs before a delivery is handled. */
  before: () => void | Promise<void>;
  /** Told of events whose effects are committed. */
  applied: (events: number) => void;
}

/** Starts a consumer of ours that writes one row of effect an event; the function that it returns stops it. */
export async function startConsumer(options: ConsumerOptions): Promise<() => Promise<void>> {
  const { url, transport, name, asSet, before, applied } = options;
  const database = new Database({ url, logger: silent });
  const one: Handler<Type> = async ({ id, subject, sequence }, { tx, afterCommit }) => {
    tx.enqueue(effect, [id, subject, sequence]);
    afterCommit(() => applied(1));
  };
  const many: SetHandler<Type> = async (events, { tx, afterCommit }) => {
    tx.enqueue(effects, effectsOf(events));
    afterCommit(() => applied(events.length));
  };
  const processor = new Processor({
    consumer: { name, subscribes: [], on: { [type]: one }, onMany: asSet ? { [type]: many } : {} },
    database,
    metrics: new Metrics(),
    logger: silent,
    wakeRelay: () => {},
  });
  const running = await transport.subscribe({
    topics: ["task-updates"],
    consumer: name,
    delivery: "shared",
    deliver: async (topic, raws) => {
      await before();
      return processor.deliver(topic, raws);
    },
  });
  return async () => {
    await running.stop();
    await transport.close();
    await database.close();
  };
}

interface Options extends Omit<ConsumerOptions, "before" | "applied"> {
  events: number;
  begin: Begin;
}

/** Lets a consumer of ours apply `events` events, and stops it. */
export async function consume({ events, begin, ...options }: Options): Promise<void> {
  const { done, some } = countdown(events);
  const stop = await startConsumer({ ...options, before: begin, applied: some });
  await done;
  await stop();
}

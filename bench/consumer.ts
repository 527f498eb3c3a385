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

interface Options {
  url: string;
  /** What brings the events. It is closed at the end. */
  transport: Transport;
  /** The consumer group. */
  name: string;
  events: number;
  begin: Begin;
  /** Whether the consumer takes a batch as a set, as the audit consumer does. */
  asSet: boolean;
}

/** Has a consumer of ours apply `events` events, one row of effect each, and stops it. */
export async function consume({ url, transport, name, events, begin, asSet }: Options): Promise<void> {
  const database = new Database({ url, logger: silent });
  const { done, some } = countdown(events);
  const one: Handler<Type> = async ({ id, subject, sequence }, { tx, afterCommit }) => {
    tx.enqueue(effect, [id, subject, sequence]);
    afterCommit(() => some(1));
  };
  const many: SetHandler<Type> = async (events, { tx, afterCommit }) => {
    tx.enqueue(effects, effectsOf(events));
    afterCommit(() => some(events.length));
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
    deliver: (topic, raws) => {
      begin();
      return processor.deliver(topic, raws);
    },
  });
  await done;
  await running.stop();
  await transport.close();
  await database.close();
}

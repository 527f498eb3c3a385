import { Processor } from "../services/runtime/consumer/processor";
import { Database } from "../services/runtime/database/database";
import { Metrics } from "../services/runtime/telemetry/metrics";
import type { Transport } from "../services/runtime/transports/transport";
import { silent } from "./postgres";
import { countdown, effect } from "./work";

/** Has a consumer of ours apply `events` events from `bus`, one row of effect each, and stops it. */
export async function consume(url: string, bus: Transport, name: string, events: number): Promise<void> {
  const database = new Database({ url, logger: silent });
  const { done, one } = countdown(events);
  const processor = new Processor({
    consumer: {
      name,
      subscribes: [],
      on: {
        "freehold.task-update.removed.v1": async ({ id, subject, sequence }, { tx, afterCommit }) => {
          await tx.query(effect, [id, subject, sequence]);
          afterCommit(one);
        },
      },
    },
    database,
    metrics: new Metrics(),
    logger: silent,
    wakeRelay: () => {},
  });
  const running = await bus.subscribe({
    topics: ["task-updates"],
    consumer: name,
    delivery: "shared",
    deliver: (topic, raws) => processor.deliver(topic, raws),
  });
  await done;
  await running.stop();
  await bus.close();
  await database.close();
}

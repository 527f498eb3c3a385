import type { Channel, DueReminder } from "../../services/notification/channel";
import { createConsumer } from "../../services/notification/consumer";
import type { Idempotency } from "../../services/runtime/idempotency/port";
import { Metrics } from "../../services/runtime/metrics";
import { Processor } from "../../services/runtime/processor";
import { silent, type TestDatabase } from "./database";
import { anEvent, aTask } from "./events";
import { until } from "./until";

/** A reminder that is due, of a task of its own. */
export function aDueReminder(title = "Water the plants"): DueReminder {
  const task = aTask({ title });
  return anEvent(
    "freehold.reminder.due.v1",
    {
      reminderId: task.id,
      taskId: task.id,
      minutesBefore: 10,
      remindAt: "2026-03-01T08:50:00.000Z",
      title: task.title,
      dueAt: "2026-03-01T09:00:00.000Z",
    },
    { subject: task.id },
  );
}

/** The notification service's consumer on a database of the test's own, which each test begins with empty. */
export function useNotifications(db: TestDatabase) {
  let running: Processor[] = [];
  beforeEach(() =>
    db.database.query("truncate freehold.inbox, freehold.progress, freehold.parked, freehold.dead_letters"),
  );
  afterEach(async () => {
    await Promise.all(running.map((processor) => processor.stop()));
    running = [];
  });
  const count = async (table: string): Promise<number> =>
    (await db.database.query<{ n: number }>(`select count(*) as n from freehold.${table}`)).rows[0]?.n ?? 0;
  return {
    count,
    start(channels: readonly Channel[], idempotency?: Idempotency): Processor {
      const processor = new Processor({
        consumer: createConsumer(channels),
        database: db.database,
        metrics: new Metrics(),
        logger: silent,
        wakeRelay: () => {},
        retryWaits: [10, 20, 40],
        idempotency,
      });
      processor.start();
      running.push(processor);
      return processor;
    },
    /** Until every effect was had, or given up on. */
    settled: () => until("nothing is parked", async () => (await count("parked")) === 0),
    deadLetters: async () =>
      (await db.database.query("select code, reason, event_id, retries, status from freehold.dead_letters")).rows,
  };
}

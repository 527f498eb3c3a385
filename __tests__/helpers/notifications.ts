import type { Channel, DueReminder } from "../../services/notification/channel";
import { channelsOf } from "../../services/notification/channels";
import { createConsumer } from "../../services/notification/consumer";
import { definition } from "../../services/notification/definition";
import type { Idempotency } from "../../services/runtime/consumer/idempotency/port";
import { Processor } from "../../services/runtime/consumer/processor";
import { type RetrySeries, sideEffectRetries } from "../../services/runtime/consumer/retry-policy";
import { readDeclared } from "../../services/runtime/settings/read-declared";
import { readSettings } from "../../services/runtime/settings/settings";
import { Metrics } from "../../services/runtime/telemetry/metrics";
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

/** The channels of a notification service that is told these variables, with what owners want in that database. */
export const channelsFrom = (variables: Record<string, string>, { database }: TestDatabase): Channel[] =>
  channelsOf(readSettings(variables).dapr, readDeclared(definition.settings, variables), () => database);

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
    start(
      channels: readonly Channel[],
      idempotency?: Idempotency,
      retries: Partial<RetrySeries> = {},
      metrics = new Metrics(),
    ): Processor {
      const processor = new Processor({
        consumer: createConsumer(channels),
        database: db.database,
        metrics,
        logger: silent,
        wakeRelay: () => {},
        retryWaitsMs: [10, 20, 40],
        sideEffectRetries: { ...sideEffectRetries, waitsMs: [10, 20, 40], ...retries },
        idempotency,
      });
      processor.start();
      running.push(processor);
      return processor;
    },
    /** Lets `ms` go by for everything that is parked, by the clock of the database. */
    passes: (ms: number) =>
      db.database.query(
        `update freehold.parked set due_at = due_at - $1 * interval '1 ms',
           first_failed_at = first_failed_at - $1 * interval '1 ms'`,
        [ms],
      ),
    /** The series of each side effect that waits, and the seconds until its next try. */
    series: async () => {
      const { rows } = await db.database.query<{ effect: string; failures: number; seconds: number }>(
        `select consumer as effect, failures, extract(epoch from due_at - now())::float8 as seconds
         from freehold.parked where failures > 0 order by consumer, event_id`,
      );
      return rows;
    },
    /** Until every effect has run, or was given up on. */
    settled: () => until("nothing is parked", async () => (await count("parked")) === 0),
    deadLetters: async () =>
      (await db.database.query("select code, reason, event_id, retries, status from freehold.dead_letters")).rows,
  };
}

import type { Logger } from "pino";
import { Worker } from "../runtime/core/worker";
import type { Database, Transaction } from "../runtime/database/database";
import type { ServiceContext } from "../runtime/host/service";
import { inShortSpan, inSpan, placeWithin } from "../runtime/telemetry/spans";
import { definition } from "./definition";
import type { ReminderMetrics } from "./metrics";

/** Loaded with the first whole day: time zones take memory. */
const allDay = () => require("../domain/all-day") as typeof import("../domain/all-day");

/** Reminders fired in one transaction. */
const batchSize = 100;

/** The tables of reminders, each with the minutes to the due date: of a snoozed one they follow, and an event has them from 0. */
const tables = {
  reminders: "r.minutes_before",
  snoozes: "least(greatest(floor(coalesce(extract(epoch from due.due_at - r.remind_at), 0) / 60), 0), 2147483647)::int",
};
type Table = keyof typeof tables;

/** Reminders still to come. One whose task is done or gone is about to be cancelled and must not fire any more. */
const waiting = (table: Table) => `freehold.${table} r join freehold.tasks t on t.id = r.task_id and t.status = 'open'
  where r.status = 'scheduled'`;

const earliest = (table: Table) => `(select min(r.remind_at) from ${waiting(table)})`;

interface DueReminder {
  id: string;
  task_id: string;
  owner_id: string;
  minutes_before: number;
  remind_at: Date;
  title: string;
  due_at: Date | null;
  due_zone: string | null;
  /** Of the event that set the reminder; null for one that an earlier release has set. */
  traceparent: string | null;
}

/**
 * Fires reminders when they are due, each once, however many schedulers there are. It sleeps until the next one, and is
 * told of an earlier one that appears; it looks into the database at its start, a second time soon after, and at no other
 * time.
 */
export class ReminderScheduler {
  private readonly worker: Worker;
  private readonly database: Database;
  /**
   * When the next reminder is due, in milliseconds since 1970. It is never compared with the clock of this machine, which
   * may be wrong: how long to wait is said by the database.
   */
  private next = Number.POSITIVE_INFINITY;

  constructor(
    private readonly context: Pick<ServiceContext, "emit" | "relay" | "database"> & {
      logger: Logger;
      metrics: ReminderMetrics;
    },
  ) {
    this.database = context.database();
    this.worker = new Worker("reminder scheduler", context.logger, () => this.fireDue());
  }

  start(): void {
    this.worker.start();
  }

  /** A reminder at `time` exists since the last look. */
  expect(time: Date): void {
    if (time.getTime() < this.next) this.worker.wake();
  }

  stop(): Promise<void> {
    return this.worker.stop();
  }

  private async fireDue(): Promise<void> {
    const { metrics, relay } = this.context;
    // A reminder that appears from now on may be missing from what is found.
    this.next = Number.POSITIVE_INFINITY;
    let mayBeMore: boolean;
    do {
      const batches = await inSpan(
        "fire reminders",
        () => ({}),
        () =>
          this.database.transaction((tx) =>
            Promise.all([this.fireBatch(tx, "reminders"), this.fireBatch(tx, "snoozes")]),
          ),
      );
      const fired = batches.flat();
      if (fired.length > 0) relay();
      metrics.fired.inc(fired.length);
      for (const { remind_at } of fired) metrics.lateness.observe((Date.now() - remind_at.getTime()) / 1000);
      mayBeMore = batches.some(({ length }) => length === batchSize);
    } while (mayBeMore);
    const { rows } = await this.database.query<{ next: Date | null; wait: number | null }>(
      `select next, (extract(epoch from next - clock_timestamp()) * 1000)::float8 as wait
       from (select least(${earliest("reminders")}, ${earliest("snoozes")}) as next) n`,
    );
    const { next, wait } = rows[0] ?? {};
    this.next = next?.getTime() ?? Number.POSITIVE_INFINITY;
    metrics.nextDue.set(next ? next.getTime() / 1000 : 0);
    if (wait !== null && wait !== undefined) this.worker.wakeIn(wait);
  }

  private async fireBatch(tx: Transaction, table: Table): Promise<DueReminder[]> {
    const { rows } = await tx.query<DueReminder>(
      `with due as (
         select r.id, t.title, t.due_at, t.due_zone from ${waiting(table)} and r.remind_at <= now()
         order by r.remind_at limit $1 for update of r skip locked)
       update freehold.${table} r set status = 'fired', fired_at = now(), actor = $2
       from due where r.id = due.id
       returning r.id, r.task_id, r.owner_id, ${tables[table]} as minutes_before, r.remind_at, r.traceparent, due.title, due.due_at, due.due_zone`,
      [batchSize, definition.name],
    );
    for (const row of rows) this.emitDue(tx, row, table);
    return rows;
  }

  /** Continues the trace that set the reminder. */
  private emitDue(tx: Transaction, row: DueReminder, table: Table): void {
    const traceparent = row.traceparent ?? undefined;
    const dueOn = row.due_zone === null ? undefined : allDay().dueDayOf(row.due_at, row.due_zone);
    inShortSpan(
      "fire reminder",
      () => ({ place: placeWithin(traceparent) }),
      () =>
        this.context.emit(tx, {
          type: "freehold.reminder.due.v1",
          subject: row.task_id,
          ownerId: row.owner_id,
          actor: definition.name,
          traceparent,
          data: {
            reminderId: row.id,
            taskId: row.task_id,
            minutesBefore: row.minutes_before,
            remindAt: row.remind_at.toISOString(),
            title: row.title,
            dueAt: row.due_at?.toISOString() ?? null,
            ...(dueOn && { dueOn }),
            ...(table === "snoozes" && { snoozed: true }),
          },
        }),
    );
  }
}

import { v7 as uuidv7 } from "uuid";
import type { FreeholdEvent } from "../contracts/envelope";
import type { EventType } from "../contracts/events";
import type { TaskSnapshot } from "../contracts/task";
import {
  type Consumer,
  defineConsumer,
  type Handler,
  type SetContext,
  type SetHandler,
} from "../runtime/consumer/consumer";
import { definition } from "./definition";
import { reconcileSnoozes } from "./snoozes";

interface ReminderRow {
  id: string;
  task_id: string;
  minutes_before: number;
  remind_at: Date;
  status: "scheduled" | "fired" | "cancelled";
}

/** A task, and when it should remind, by the minutes before it is due. */
interface Wanted {
  task: TaskSnapshot;
  target: Map<number, Date>;
}

/** What each type of event wants. */
const wants: { [T in EventType]?: (event: FreeholdEvent<T>) => Wanted } = {
  "freehold.task.created.v1": ({ data: { task } }) => ({ task, target: desiredReminders(task) }),
  "freehold.task.updated.v1": ({ data: { task } }) => ({ task, target: desiredReminders(task) }),
  "freehold.task.completed.v1": ({ data: { task } }) => ({ task, target: new Map() }),
  "freehold.task.reopened.v1": ({ data: { task } }) => ({ task, target: desiredReminders(task) }),
  "freehold.task.deleted.v1": ({ data: { before } }) => ({ task: before, target: new Map() }),
  "freehold.task.restored.v1": ({ data: { task } }) => ({ task, target: desiredReminders(task) }),
};

/** The reminders that a task should have. */
function desiredReminders({ status, dueAt, remindFrom, reminders }: TaskSnapshot): Map<number, Date> {
  if (status !== "open" || dueAt === null) return new Map();
  const from = new Date(remindFrom ?? dueAt).getTime();
  return new Map(reminders.map(({ minutesBefore }) => [minutesBefore, new Date(from - minutesBefore * 60_000)]));
}

/** Makes what events want of their tasks, in their order, with one look at what is there. */
const reconcileReminders = async (events: readonly FreeholdEvent[], { tx, emit }: Pick<SetContext, "tx" | "emit">) => {
  const { rows } = await tx.query<ReminderRow>(
    `select id, task_id, minutes_before, remind_at, status from freehold.reminders
     where task_id = any($1) order by task_id, minutes_before for update`,
    [events.map(({ subject }) => subject)],
  );
  const reminders = new Map<string, readonly ReminderRow[]>();
  for (const event of events) {
    // The compiler can't see that the entry under a type takes events of that type.
    const want = wants[event.type] as ((event: FreeholdEvent) => Wanted) | undefined;
    if (!want) continue;
    const { traceparent, id: causationId, time } = event;
    const inTrace: SetContext["emit"] = (emitted) => emit({ ...emitted, traceparent, causationId });
    const before = reminders.get(event.subject) ?? rows.filter(({ task_id }) => task_id === event.subject);
    reminders.set(event.subject, reconcile(want(event), before, { tx, emit: inTrace, traceparent, time }));
  }
};

/**
 * Brings the reminders of a task in line with `target`. One that has fired is only touched when its time is moved, and so is
 * one that was cancelled and whose time has passed: reopening or restoring a task reminds of nothing that is over.
 * @returns the reminders that it has then
 */
function reconcile(
  { task, target }: Wanted,
  before: readonly ReminderRow[],
  { tx, emit, traceparent, time }: Pick<SetContext, "tx" | "emit"> & Pick<FreeholdEvent, "traceparent" | "time">,
): ReminderRow[] {
  const base = { subject: task.id, ownerId: task.ownerId, actor: definition.name };
  const after = new Map(before.map((row) => [row.minutes_before, row]));

  for (const row of before) {
    if (target.has(row.minutes_before) || row.status !== "scheduled") continue;
    tx.enqueue("update freehold.reminders set status = 'cancelled', actor = $2 where id = $1", [
      row.id,
      definition.name,
    ]);
    after.set(row.minutes_before, { ...row, status: "cancelled" });
    emit({
      ...base,
      type: "freehold.reminder.cancelled.v1",
      data: {
        reminderId: row.id,
        taskId: task.id,
        minutesBefore: row.minutes_before,
        remindAt: row.remind_at.toISOString(),
      },
    });
  }

  for (const [minutesBefore, remindAt] of target) {
    const existing = after.get(minutesBefore);
    const isOver = existing?.status !== "cancelled" || remindAt.getTime() <= Date.parse(time);
    if (existing && isOver && existing.remind_at.getTime() === remindAt.getTime()) continue;
    const reminderId = existing?.id ?? uuidv7();
    tx.enqueue(
      `insert into freehold.reminders (id, task_id, owner_id, actor, minutes_before, remind_at, status, traceparent)
       values ($1, $2, $3, $4, $5, $6, 'scheduled', $7)
       on conflict (id) do update set remind_at = excluded.remind_at, actor = excluded.actor,
         status = 'scheduled', fired_at = null, traceparent = excluded.traceparent`,
      [reminderId, task.id, task.ownerId, definition.name, minutesBefore, remindAt, traceparent],
    );
    after.set(minutesBefore, {
      ...{ id: reminderId, task_id: task.id, minutes_before: minutesBefore, remind_at: remindAt },
      status: "scheduled",
    });
    emit({
      ...base,
      type: "freehold.reminder.scheduled.v1",
      data: {
        reminderId,
        taskId: task.id,
        minutesBefore,
        remindAt: remindAt.toISOString(),
        previousRemindAt: existing?.remind_at.toISOString() ?? null,
      },
    });
  }
  return [...after.values()];
}

const reconcileAll: SetHandler = async (events, context) => {
  await reconcileReminders(events, context);
  await reconcileSnoozes(events, context);
};

const one: Handler<EventType> = (event, context) => reconcileAll([event], context);
const forEachType = <Value>(value: Value) => Object.fromEntries(Object.keys(wants).map((type) => [type, value]));

/** Makes, moves and cancels the reminders of a task, as the task is created, changed, completed, reopened, deleted or restored. */
export const consumer: Consumer = defineConsumer(definition, forEachType(one), {
  onMany: forEachType<SetHandler>(reconcileAll),
});

import { v7 as uuidv7 } from "uuid";
import type { TaskSnapshot } from "../contracts/task";
import { defineConsumer, type HandlerContext } from "../runtime/consumer/consumer";
import { definition } from "./definition";

interface ReminderRow {
  id: string;
  minutes_before: number;
  remind_at: Date;
  status: "scheduled" | "fired" | "cancelled";
}

/** Makes, moves and cancels the reminders of a task, as the task is created, changed, completed, reopened or deleted. */
export const consumer = defineConsumer(definition, {
  "freehold.task.created.v1": ({ data: { task } }, context) =>
    reconcileReminders(task, desiredReminders(task), context),
  "freehold.task.updated.v1": ({ data: { task } }, context) =>
    reconcileReminders(task, desiredReminders(task), context),
  "freehold.task.completed.v1": ({ data: { task } }, context) => reconcileReminders(task, new Map(), context),
  "freehold.task.reopened.v1": ({ data: { task } }, context) =>
    reconcileReminders(task, desiredReminders(task), context),
  "freehold.task.deleted.v1": ({ data: { before } }, context) => reconcileReminders(before, new Map(), context),
});

/** The reminders that a task should have: when, by the minutes before it is due. */
function desiredReminders({ status, dueAt, reminders }: TaskSnapshot): Map<number, Date> {
  if (status !== "open" || dueAt === null) return new Map();
  const due = new Date(dueAt).getTime();
  return new Map(reminders.map(({ minutesBefore }) => [minutesBefore, new Date(due - minutesBefore * 60_000)]));
}

/** Brings the reminders of a task in line with `target`. One that has fired is only touched when its time is moved. */
async function reconcileReminders(
  task: TaskSnapshot,
  target: Map<number, Date>,
  { tx, emit }: HandlerContext,
): Promise<void> {
  const { rows } = await tx.query<ReminderRow>(
    "select id, minutes_before, remind_at, status from freehold.reminders where task_id = $1 order by minutes_before for update",
    [task.id],
  );
  const base = { subject: task.id, ownerId: task.ownerId, actor: definition.name };

  for (const row of rows) {
    if (target.has(row.minutes_before) || row.status !== "scheduled") continue;
    tx.enqueue("update freehold.reminders set status = 'cancelled', actor = $2 where id = $1", [
      row.id,
      definition.name,
    ]);
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
    const existing = rows.find((row) => row.minutes_before === minutesBefore);
    const unchanged = existing?.status !== "cancelled" && existing?.remind_at.getTime() === remindAt.getTime();
    if (existing && unchanged) continue;
    const reminderId = existing?.id ?? uuidv7();
    tx.enqueue(
      `insert into freehold.reminders (id, task_id, owner_id, actor, minutes_before, remind_at, status)
       values ($1, $2, $3, $4, $5, $6, 'scheduled')
       on conflict (id) do update set remind_at = excluded.remind_at, actor = excluded.actor,
         status = 'scheduled', fired_at = null`,
      [reminderId, task.id, task.ownerId, definition.name, minutesBefore, remindAt],
    );
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
}

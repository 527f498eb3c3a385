import { v7 as uuidv7 } from "uuid";
import type { FreeholdEvent } from "../contracts/envelope";
import type { EventType } from "../contracts/events";
import type { TaskSnapshot } from "../contracts/task";
import type { SetContext } from "../runtime/consumer/consumer";
import { definition } from "./definition";

interface SnoozeRow {
  id: string;
  task_id: string;
  remind_at: Date;
  status: "scheduled" | "fired" | "cancelled";
}

/** A task, and when its owner wants to be reminded once more; null: not any more. */
interface Wanted {
  task: TaskSnapshot;
  at: Date | null;
}

const wantOf = (task: TaskSnapshot, before = task, isThere = true): Wanted | undefined =>
  task.snoozedUntil || before.snoozedUntil
    ? { task, at: isThere && task.status === "open" && task.snoozedUntil ? new Date(task.snoozedUntil) : null }
    : undefined;

/** What each type of event wants of the snoozed reminder of its task; undefined for a task that has none. */
const wants: { [T in EventType]?: (event: FreeholdEvent<T>) => Wanted | undefined } = {
  "freehold.task.created.v1": ({ data: { task } }) => wantOf(task),
  "freehold.task.updated.v1": ({ data: { before, task } }) => wantOf(task, before),
  "freehold.task.completed.v1": ({ data: { before, task } }) => wantOf(task, before),
  "freehold.task.reopened.v1": ({ data: { before, task } }) => wantOf(task, before),
  "freehold.task.deleted.v1": ({ data: { before } }) => wantOf(before, before, false),
  "freehold.task.restored.v1": ({ data: { task } }) => wantOf(task),
};

/** Makes, moves and cancels the snoozed reminders that events ask for, in their order. */
export async function reconcileSnoozes(
  events: readonly FreeholdEvent[],
  { tx, emit }: Pick<SetContext, "tx" | "emit">,
): Promise<void> {
  const wanted = events.flatMap((event) => {
    // The compiler can't see that the entry under a type takes events of that type.
    const want = (wants[event.type] as ((event: FreeholdEvent) => Wanted | undefined) | undefined)?.(event);
    return want ? [{ event, want }] : [];
  });
  // Few tasks are snoozed: the others cost no statement.
  if (wanted.length === 0) return;
  const { rows } = await tx.query<SnoozeRow>(
    "select id, task_id, remind_at, status from freehold.snoozes where task_id = any($1) order by task_id for update",
    [wanted.map(({ event }) => event.subject)],
  );
  const snoozes = new Map(rows.map((row) => [row.task_id, row]));
  for (const { event, want } of wanted) {
    const { traceparent, id: causationId, time } = event;
    const inTrace: SetContext["emit"] = (emitted) => emit({ ...emitted, traceparent, causationId });
    const after = reconcile(want, snoozes.get(want.task.id), { tx, emit: inTrace, traceparent, time });
    if (after) snoozes.set(want.task.id, after);
  }
}

/** One that has fired, or was cancelled and whose time has passed, is only touched when its time is moved. */
function reconcile(
  { task, at }: Wanted,
  existing: SnoozeRow | undefined,
  { tx, emit, traceparent, time }: Pick<SetContext, "tx" | "emit"> & Pick<FreeholdEvent, "traceparent" | "time">,
): SnoozeRow | undefined {
  const base = { subject: task.id, ownerId: task.ownerId, actor: definition.name };
  const dataOf = (reminderId: string, remindAt: Date) => ({
    reminderId,
    taskId: task.id,
    minutesBefore: minutesBetween(remindAt, task.dueAt),
    remindAt: remindAt.toISOString(),
    snoozed: true,
  });
  if (at === null) {
    if (existing?.status !== "scheduled") return existing;
    tx.enqueue("update freehold.snoozes set status = 'cancelled', actor = $2 where id = $1", [
      existing.id,
      definition.name,
    ]);
    emit({ ...base, type: "freehold.reminder.cancelled.v1", data: dataOf(existing.id, existing.remind_at) });
    return { ...existing, status: "cancelled" };
  }
  const isOver = existing?.status !== "cancelled" || at.getTime() <= Date.parse(time);
  if (existing && isOver && existing.remind_at.getTime() === at.getTime()) return existing;
  const id = existing?.id ?? uuidv7();
  tx.enqueue(
    `insert into freehold.snoozes (id, task_id, owner_id, actor, remind_at, status, traceparent)
     values ($1, $2, $3, $4, $5, 'scheduled', $6)
     on conflict (id) do update set remind_at = excluded.remind_at, actor = excluded.actor, status = 'scheduled',
       fired_at = null, traceparent = excluded.traceparent`,
    [id, task.id, task.ownerId, definition.name, at, traceparent],
  );
  emit({
    ...base,
    type: "freehold.reminder.scheduled.v1",
    data: { ...dataOf(id, at), previousRemindAt: existing?.remind_at.toISOString() ?? null },
  });
  return { id, task_id: task.id, remind_at: at, status: "scheduled" };
}

/** Whole minutes from a reminder to the due date; 0 after it, and for a task without one. */
const minutesBetween = (remindAt: Date, dueAt: string | null): number =>
  dueAt === null ? 0 : Math.max(0, Math.floor((Date.parse(dueAt) - remindAt.getTime()) / 60_000));

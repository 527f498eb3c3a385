import { v7 as uuidv7 } from "uuid";
import type { Occurrence, Priority, Recurrence, TaskSnapshot } from "../contracts/task";
import type { Sql } from "../runtime/database/database";
import type { NewEvent } from "../runtime/outbox/outbox";
import { isSameSeries, localTimeOf } from "./recurrence";

/** Writes an event in the transaction of the change. */
export type Emit = (event: Omit<NewEvent, "traceparent">) => unknown;

/** What a new task is made from; everything else follows. */
export interface NewTask {
  ownerId: string;
  title: string;
  description: string | null;
  priority: Priority;
  tags: string[];
  dueAt: Date | null;
  remindMinutes: number[];
  recurrence: Recurrence | null;
  /** Its place in a series that exists already. Default for a recurring task: the first of a new one. */
  occurrence?: Occurrence;
}

/** What can be changed of a task; a field that is not given stays. An occurrence given is its new place. */
export type TaskChanges = Partial<Omit<NewTask, "ownerId">> & {
  /** The reminder that its owner put off is not wanted any more. */
  snoozedUntil?: null;
};

/** A row of freehold.tasks. */
export interface TaskRow {
  id: string;
  owner_id: string;
  title: string;
  description: string | null;
  priority: Priority;
  tags: string[];
  status: "open" | "completed";
  due_at: Date | null;
  remind_minutes: number[];
  rrule: string | null;
  time_zone: string | null;
  repeat_from: "completion" | null;
  catch_up: "next" | null;
  series_id: string | null;
  series_start: string | null;
  local_time: string | null;
  snoozed_until: Date | null;
  completed_at: Date | null;
  created_at: Date;
  updated_at: Date;
  version: number;
}

/** The columns of a TaskRow. */
export const taskColumns = `id, owner_id, title, description, priority, tags, status, due_at, remind_minutes, rrule,
  time_zone, repeat_from, catch_up, series_id, series_start, local_time, snoozed_until, completed_at, created_at, updated_at,
  version`;

export const toSnapshot = (row: TaskRow): TaskSnapshot => ({
  id: row.id,
  ownerId: row.owner_id,
  title: row.title,
  description: row.description,
  priority: row.priority,
  tags: row.tags,
  status: row.status,
  dueAt: row.due_at?.toISOString() ?? null,
  reminders: row.remind_minutes.map((minutesBefore) => ({ minutesBefore })),
  recurrence: recurrenceOf(row),
  occurrence:
    row.series_id && row.series_start && row.local_time
      ? { seriesId: row.series_id, seriesStart: row.series_start, localTime: row.local_time }
      : null,
  ...(row.snoozed_until && { snoozedUntil: row.snoozed_until.toISOString() }),
  completedAt: row.completed_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  version: row.version,
});

/** A choice that is the default is left out, as it is of the recurrences in events that are older than the choices. */
const recurrenceOf = ({ rrule, time_zone, repeat_from, catch_up }: TaskRow): Recurrence | null =>
  rrule && time_zone
    ? { rrule, timeZone: time_zone, ...(repeat_from && { from: repeat_from }), ...(catch_up && { catchUp: catch_up }) }
    : null;

/**
 * Inserts a task with the events that tell of it.
 * @returns undefined when the occurrence exists already: it can be created only once
 */
export async function insertTask(tx: Sql, emit: Emit, actor: string, task: NewTask): Promise<TaskSnapshot | undefined> {
  const place = task.occurrence ?? firstOf(task);
  const { rows } = await tx.query<TaskRow>(
    `insert into freehold.tasks
       (id, owner_id, actor, title, description, priority, tags, status, due_at, remind_minutes, rrule, time_zone,
        repeat_from, catch_up, series_id, series_start, local_time, created_at, updated_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11, nullif($12, 'schedule'), nullif($13, 'all'), $14, $15, $16,
       now(), now(), 1)
     on conflict (series_id, local_time) do nothing
     returning ${taskColumns}`,
    [
      uuidv7(),
      task.ownerId,
      actor,
      task.title,
      task.description,
      task.priority,
      task.tags,
      task.dueAt,
      task.remindMinutes,
      task.recurrence?.rrule,
      task.recurrence?.timeZone,
      task.recurrence?.from,
      task.recurrence?.catchUp,
      place?.seriesId,
      place?.seriesStart,
      place?.localTime,
    ],
  );
  if (!rows[0]) return undefined;
  const created = toSnapshot(rows[0]);
  const base = { subject: created.id, ownerId: created.ownerId, actor };
  emit({ ...base, type: "freehold.task.created.v1", data: { task: created } });
  emit({ ...base, type: "freehold.task-update.changed.v1", data: { task: created } });
  return created;
}

/** Locks a task of an owner for a change. */
export async function lockTask(tx: Sql, ownerId: string, id: string): Promise<TaskSnapshot | undefined> {
  const { rows } = await tx.query<TaskRow>(
    `select ${taskColumns} from freehold.tasks where id = $1 and owner_id = $2 for update`,
    [id, ownerId],
  );
  return rows[0] && toSnapshot(rows[0]);
}

/** Locks tasks of an owner for a change, in the order of their ids: two that lock some of the same never deadlock. */
export async function lockTasks(tx: Sql, ownerId: string, ids: readonly string[]): Promise<TaskSnapshot[]> {
  const { rows } = await tx.query<TaskRow>(
    `select ${taskColumns} from freehold.tasks where id = any($1) and owner_id = $2 order by id for update`,
    [ids, ownerId],
  );
  return rows.map(toSnapshot);
}

/** Changes a locked task. A changed recurrence starts a new series at the task's due date. */
export async function updateTask(
  tx: Sql,
  emit: Emit,
  actor: string,
  before: TaskSnapshot,
  changes: TaskChanges,
): Promise<TaskSnapshot> {
  const next = { ...editable(before), ...changes };
  const goesOn = isSameSeries(next.recurrence, before.recurrence);
  const place = changes.occurrence ?? (goesOn ? before.occurrence : firstOf(next));
  const { rows } = await tx.query<TaskRow>(
    `update freehold.tasks set
       actor = $2, title = $3, description = $4, priority = $5, tags = $6, due_at = $7, remind_minutes = $8,
       rrule = $9, time_zone = $10, repeat_from = nullif($11, 'schedule'), catch_up = nullif($12, 'all'),
       series_id = $13, series_start = $14, local_time = $15,${changes.snoozedUntil === null ? " snoozed_until = null," : ""}
       updated_at = now(), version = version + 1
     where id = $1 returning ${taskColumns}`,
    [
      before.id,
      actor,
      next.title,
      next.description,
      next.priority,
      next.tags,
      next.dueAt,
      next.remindMinutes,
      next.recurrence?.rrule,
      next.recurrence?.timeZone,
      next.recurrence?.from,
      next.recurrence?.catchUp,
      place?.seriesId,
      place?.seriesStart,
      place?.localTime,
    ],
  );
  return emitTaskChange(emit, actor, "freehold.task.updated.v1", before, rows);
}

export async function completeTask(tx: Sql, emit: Emit, actor: string, before: TaskSnapshot): Promise<TaskSnapshot> {
  const { rows } = await tx.query<TaskRow>(
    `update freehold.tasks set actor = $2, status = 'completed', completed_at = now(), updated_at = now(),
       version = version + 1
     where id = $1 returning ${taskColumns}`,
    [before.id, actor],
  );
  return emitTaskChange(emit, actor, "freehold.task.completed.v1", before, rows);
}

/** Opens a completed task again. Its due date, rule and reminders are what they were. */
export async function reopenTask(tx: Sql, emit: Emit, actor: string, before: TaskSnapshot): Promise<TaskSnapshot> {
  const { rows } = await tx.query<TaskRow>(
    `update freehold.tasks set actor = $2, status = 'open', completed_at = null, updated_at = now(),
       version = version + 1
     where id = $1 returning ${taskColumns}`,
    [before.id, actor],
  );
  return emitTaskChange(emit, actor, "freehold.task.reopened.v1", before, rows);
}

export async function deleteTask(tx: Sql, emit: Emit, actor: string, before: TaskSnapshot): Promise<void> {
  await tx.query("delete from freehold.tasks where id = $1", [before.id]);
  const base = { subject: before.id, ownerId: before.ownerId, actor };
  emit({ ...base, type: "freehold.task.deleted.v1", data: { before } });
  emit({ ...base, type: "freehold.task-update.removed.v1", data: { taskId: before.id } });
}

/** Tells of a change of a task that was locked. */
export function emitTaskChange(
  emit: Emit,
  actor: string,
  type: "freehold.task.updated.v1" | "freehold.task.completed.v1" | "freehold.task.reopened.v1",
  before: TaskSnapshot,
  rows: TaskRow[],
): TaskSnapshot {
  const [row] = rows;
  if (!row) throw new Error(`Task ${before.id} is gone although it was locked`);
  const task = toSnapshot(row);
  const base = { subject: task.id, ownerId: task.ownerId, actor };
  emit({ ...base, type, data: { before, task } });
  emit({ ...base, type: "freehold.task-update.changed.v1", data: { task } });
  return task;
}

/** What can be changed of a task, as it is. */
export const editable = (task: TaskSnapshot) => ({
  title: task.title,
  description: task.description,
  priority: task.priority,
  tags: task.tags,
  dueAt: task.dueAt === null ? null : new Date(task.dueAt),
  remindMinutes: task.reminders.map(({ minutesBefore }) => minutesBefore),
  recurrence: task.recurrence,
});

/** The place of the first task of a series. */
function firstOf({ recurrence, dueAt }: Pick<NewTask, "recurrence" | "dueAt">): Occurrence | null {
  if (!recurrence || !dueAt) return null;
  const start = localTimeOf(dueAt, recurrence.timeZone);
  return { seriesId: uuidv7(), seriesStart: start, localTime: start };
}

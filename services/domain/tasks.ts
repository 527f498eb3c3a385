import { v7 as uuidv7 } from "uuid";
import { maxTaskBytes } from "../contracts/limits";
import type { ChecklistItem, Occurrence, Priority, Recurrence, TaskSnapshot } from "../contracts/task";
import { TerminalError } from "../runtime/core/errors";
import type { Sql } from "../runtime/database/database";
import type { NewEvent } from "../runtime/outbox/outbox";
import { storedDue } from "./all-day";
import { isSameSeries, localTimeOf } from "./recurrence";
import { type StoredTask, type TaskRow, taskColumns, toSnapshot } from "./task-row";

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
  /** IANA time zone of one that is due on a whole day, that of dueAt. Default: it is due at that time. */
  dueZone?: string | null;
  remindMinutes: number[];
  recurrence: Recurrence | null;
  /** A list that is locked (lockListForUse); default: none, which is the owner's default list. */
  listId?: string | null;
  /** Default: none. */
  checklist?: ChecklistItem[];
  /** Its place in a series that exists already. Default for a recurring task: the first of a new one. */
  occurrence?: Occurrence;
}

/** What can be changed of a task; a field that is not given stays. An occurrence given is its new place. */
export type TaskChanges = Partial<Omit<NewTask, "ownerId">> & {
  /** The reminder that its owner put off is not wanted any more. */
  snoozedUntil?: null;
};

/**
 * Inserts a task with the events that tell of it.
 * @returns undefined when the occurrence exists already: it can be created only once
 */
export async function insertTask(tx: Sql, emit: Emit, actor: string, task: NewTask): Promise<StoredTask | undefined> {
  const place = task.occurrence ?? firstOf(task);
  const { rows } = await tx.query<TaskRow>(
    `insert into freehold.tasks
       (id, owner_id, actor, title, description, priority, tags, status, due_at, remind_minutes, rrule, time_zone,
        repeat_from, catch_up, series_id, series_start, local_time, list_id, checklist, due_zone, created_at, updated_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11, nullif($12, 'schedule'), nullif($13, 'all'), $14, $15, $16,
       $17, $18, $19, now(), now(), 1)
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
      storedDue(task.dueAt, task.dueZone),
      task.remindMinutes,
      task.recurrence?.rrule,
      task.recurrence?.timeZone,
      task.recurrence?.from,
      task.recurrence?.catchUp,
      place?.seriesId,
      place?.seriesStart,
      place?.localTime,
      task.listId,
      jsonOf(task.checklist),
      task.dueZone,
    ],
  );
  if (!rows[0]) return undefined;
  const created = toSnapshot(rows[0]);
  requireSize(created);
  const base = { subject: created.id, ownerId: created.ownerId, actor };
  emit({ ...base, type: "freehold.task.created.v1", data: { task: created } });
  emit({ ...base, type: "freehold.task-update.changed.v1", data: { task: created } });
  return created;
}

const byId = `select ${taskColumns} from freehold.tasks where id = $1 and owner_id = $2`;

/** A task of an owner as it is. */
export async function readTask(sql: Sql, ownerId: string, id: string): Promise<StoredTask | undefined> {
  const { rows } = await sql.query<TaskRow>(byId, [id, ownerId]);
  return rows[0] && toSnapshot(rows[0]);
}

/** Locks a task of an owner for a change. */
export async function lockTask(tx: Sql, ownerId: string, id: string): Promise<StoredTask | undefined> {
  const { rows } = await tx.query<TaskRow>(`${byId} for update`, [id, ownerId]);
  return rows[0] && toSnapshot(rows[0]);
}

/** Locks tasks of an owner for a change, in the order of their ids: two that lock some of the same never deadlock. */
export async function lockTasks(tx: Sql, ownerId: string, ids: readonly string[]): Promise<StoredTask[]> {
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
): Promise<StoredTask> {
  const next = { ...editable(before), ...changes };
  const goesOn = isSameSeries(next.recurrence, before.recurrence);
  const place = changes.occurrence ?? (goesOn ? before.occurrence : firstOf(next));
  const { rows } = await tx.query<TaskRow>(
    `update freehold.tasks set
       actor = $2, title = $3, description = $4, priority = $5, tags = $6, due_at = $7, remind_minutes = $8,
       rrule = $9, time_zone = $10, repeat_from = nullif($11, 'schedule'), catch_up = nullif($12, 'all'),
       series_id = $13, series_start = $14, local_time = $15, list_id = $16, checklist = $17, due_zone = $18,${changes.snoozedUntil === null ? " snoozed_until = null," : ""}
       updated_at = now(), version = version + 1
     where id = $1 returning ${taskColumns}`,
    [
      before.id,
      actor,
      next.title,
      next.description,
      next.priority,
      next.tags,
      storedDue(next.dueAt, next.dueZone),
      next.remindMinutes,
      next.recurrence?.rrule,
      next.recurrence?.timeZone,
      next.recurrence?.from,
      next.recurrence?.catchUp,
      place?.seriesId,
      place?.seriesStart,
      place?.localTime,
      next.listId,
      jsonOf(next.checklist),
      next.dueAt && next.dueZone,
    ],
  );
  if (rows[0]) requireSize(toSnapshot(rows[0]));
  return emitTaskChange(emit, actor, "freehold.task.updated.v1", before, rows[0]);
}

export async function completeTask(tx: Sql, emit: Emit, actor: string, before: TaskSnapshot): Promise<StoredTask> {
  const { rows } = await tx.query<TaskRow>(
    `update freehold.tasks set actor = $2, status = 'completed', completed_at = now(), updated_at = now(),
       version = version + 1
     where id = $1 returning ${taskColumns}`,
    [before.id, actor],
  );
  return emitTaskChange(emit, actor, "freehold.task.completed.v1", before, rows[0]);
}

/** Opens a completed task again. Its due date, rule and reminders are what they were. */
export async function reopenTask(tx: Sql, emit: Emit, actor: string, before: TaskSnapshot): Promise<StoredTask> {
  const { rows } = await tx.query<TaskRow>(
    `update freehold.tasks set actor = $2, status = 'open', completed_at = null, updated_at = now(),
       version = version + 1
     where id = $1 returning ${taskColumns}`,
    [before.id, actor],
  );
  return emitTaskChange(emit, actor, "freehold.task.reopened.v1", before, rows[0]);
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
  row: TaskRow | undefined,
): StoredTask {
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
  dueZone: task.dueOn?.timeZone ?? null,
  remindMinutes: task.reminders.map(({ minutesBefore }) => minutesBefore),
  recurrence: task.recurrence,
  listId: task.listId,
  checklist: task.checklist,
});

const jsonOf = (checklist: ChecklistItem[] = []): string | null =>
  checklist.length === 0 ? null : JSON.stringify(checklist);

/**
 * Refuses a task of which an event could not hold two: it could be created, and neither changed nor completed.
 * @throws TerminalError EVENT_TOO_LARGE
 */
function requireSize(task: StoredTask): void {
  if (task.checklist.length === 0) return;
  const bytes = Buffer.byteLength(JSON.stringify(task));
  if (bytes <= maxTaskBytes) return;
  throw new TerminalError(
    `The task would have ${bytes} bytes, more than the ${maxTaskBytes} that a task may have: shorten its checklist or its description.`,
    { code: "EVENT_TOO_LARGE" },
  );
}

/** The place of the first task of a series. */
export function firstOf({ recurrence, dueAt }: Pick<NewTask, "recurrence" | "dueAt">): Occurrence | null {
  if (!recurrence || !dueAt) return null;
  const start = localTimeOf(dueAt, recurrence.timeZone);
  return { seriesId: uuidv7(), seriesStart: start, localTime: start };
}

import type { Sql } from "../runtime/database/database";
import type { NewEvent } from "../runtime/outbox/outbox";
import { type StoredTask, type TaskRow, taskColumns, toSnapshot } from "./task-row";

/** What a file carries of a task. */
export type CarriedTask = Pick<
  StoredTask,
  | "title"
  | "description"
  | "priority"
  | "tags"
  | "status"
  | "dueAt"
  | "dueOn"
  | "reminders"
  | "recurrence"
  | "occurrence"
  | "listId"
  | "checklist"
  | "snoozedUntil"
  | "completedAt"
> &
  /** Default: where its id puts it. */
  Partial<Pick<StoredTask, "position">>;

/** A task from elsewhere: with its id and its past. What it does not tell of its past is now. */
export type TaskFromElsewhere = CarriedTask & { id: string; createdAt: string | null; updatedAt: string | null };

/**
 * Inserts tasks with the events that tell of them, in one statement. One whose id or place in a series is taken stays as it is; one
 * whose list is gone comes to the default list.
 * @returns how many were made
 */
export async function importTasks(
  tx: Sql,
  emit: (event: Omit<NewEvent, "traceparent">) => unknown,
  { ownerId, actor }: { ownerId: string; actor: string },
  tasks: readonly TaskFromElsewhere[],
): Promise<number> {
  const { rows } = await tx.query<TaskRow>(
    `with list as (
       select id from freehold.lists where owner_id = $2::text and id = any($4::uuid[]) order by id for key share
     )
     insert into freehold.tasks
       (id, owner_id, actor, title, description, priority, tags, status, due_at, remind_minutes, rrule, time_zone,
        repeat_from, catch_up, series_id, series_start, local_time, list_id, checklist, due_zone, position, snoozed_until, completed_at,
        created_at, updated_at, version)
     select task.id, $2::text, $3, title, description, priority, tags, status, due_at, remind_minutes, rrule, time_zone,
       nullif(repeat_from, 'schedule'), nullif(catch_up, 'all'), series_id, series_start, local_time, list.id, checklist, due_zone,
       decode(position, 'hex'), snoozed_until, completed_at, least(coalesce(created_at, now()), now()), coalesce(updated_at, now()), 1
     from jsonb_to_recordset($1::jsonb) as task (
       id uuid, title text, description text, priority text, tags text[], status text, due_at timestamptz,
       remind_minutes int[], rrule text, time_zone text, repeat_from text, catch_up text, series_id uuid,
       series_start text, local_time text, list_id uuid,
       checklist jsonb, due_zone text, position text, snoozed_until timestamptz, completed_at timestamptz, created_at timestamptz, updated_at timestamptz)
     left join list on list.id = task.list_id
     on conflict do nothing
     returning ${taskColumns}`,
    [JSON.stringify(tasks.map(toColumns)), ownerId, actor, [...new Set(tasks.flatMap(({ listId }) => listId ?? []))]],
  );
  for (const row of rows) {
    const task = toSnapshot(row);
    const base = { subject: task.id, ownerId, actor };
    emit({ ...base, type: "freehold.task.created.v1", data: { task } });
    emit({ ...base, type: "freehold.task-update.changed.v1", data: { task } });
  }
  return rows.length;
}

const toColumns = ({ recurrence, occurrence, ...task }: TaskFromElsewhere) => ({
  id: task.id,
  title: task.title,
  description: task.description,
  priority: task.priority,
  tags: task.tags,
  status: task.status,
  due_at: task.dueAt,
  due_zone: task.dueOn?.timeZone,
  position: task.position,
  snoozed_until: task.snoozedUntil,
  remind_minutes: task.reminders.map(({ minutesBefore }) => minutesBefore),
  rrule: recurrence?.rrule,
  time_zone: recurrence?.timeZone,
  repeat_from: recurrence?.from,
  catch_up: recurrence?.catchUp,
  series_id: occurrence?.seriesId,
  series_start: occurrence?.seriesStart,
  local_time: occurrence?.localTime,
  list_id: task.listId,
  checklist: task.checklist.length > 0 ? task.checklist : null,
  completed_at: task.completedAt,
  created_at: task.createdAt,
  updated_at: task.updatedAt,
});

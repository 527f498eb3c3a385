import type { ChecklistItem, Priority, Recurrence, TaskSnapshot } from "../contracts/task";
import { dueDayOf, remindersFrom } from "./all-day";

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
  due_zone: string | null;
  remind_minutes: number[];
  rrule: string | null;
  time_zone: string | null;
  repeat_from: "completion" | null;
  catch_up: "next" | null;
  series_id: string | null;
  series_start: string | null;
  local_time: string | null;
  snoozed_until: Date | null;
  list_id: string | null;
  checklist: ChecklistItem[] | null;
  position: Buffer | null;
  completed_at: Date | null;
  created_at: Date;
  updated_at: Date;
  version: number;
}

/** A task as it is stored: it has the fields, too, that events of earlier releases lack. */
export type StoredTask = TaskSnapshot & Required<Pick<TaskSnapshot, "listId" | "checklist" | "position">>;

/** The columns of a TaskRow. */
export const taskColumns = `id, owner_id, title, description, priority, tags, status, due_at, remind_minutes, rrule,
  time_zone, repeat_from, catch_up, series_id, series_start, local_time, snoozed_until, list_id, checklist, position,
  due_zone, completed_at, created_at, updated_at, version`;

export const toSnapshot = (row: TaskRow): StoredTask => ({
  id: row.id,
  ownerId: row.owner_id,
  title: row.title,
  description: row.description,
  priority: row.priority,
  tags: row.tags,
  status: row.status,
  dueAt: row.due_at?.toISOString() ?? null,
  ...wholeDayOf(row),
  reminders: row.remind_minutes.map((minutesBefore) => ({ minutesBefore })),
  recurrence: recurrenceOf(row),
  occurrence:
    row.series_id && row.series_start && row.local_time
      ? { seriesId: row.series_id, seriesStart: row.series_start, localTime: row.local_time }
      : null,
  ...(row.snoozed_until && { snoozedUntil: row.snoozed_until.toISOString() }),
  listId: row.list_id,
  checklist: row.checklist ?? [],
  position: row.position?.toString("hex") ?? row.id.replaceAll("-", ""),
  completedAt: row.completed_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  version: row.version,
});

/** What only a task has that is due on a whole day. */
function wholeDayOf({ due_at, due_zone }: TaskRow): Pick<TaskSnapshot, "dueOn" | "remindFrom"> {
  const dueOn = dueDayOf(due_at, due_zone);
  return dueOn ? { dueOn, remindFrom: remindersFrom(dueOn).toISOString() } : {};
}

/** A choice that is the default is left out, as it is of the recurrences in events that are older than the choices. */
const recurrenceOf = ({ rrule, time_zone, repeat_from, catch_up }: TaskRow): Recurrence | null =>
  rrule && time_zone
    ? { rrule, timeZone: time_zone, ...(repeat_from && { from: repeat_from }), ...(catch_up && { catchUp: catch_up }) }
    : null;

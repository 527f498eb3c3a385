import { v7 as uuidv7 } from "uuid";
import * as z from "zod";
import { priorities, taskStatuses } from "../../contracts/task";
import { withIds } from "../../domain/checklist";
import type { CarriedTask } from "../../domain/import-tasks";
import { checkRecurrence, checkSeries, localTimeOf } from "../../domain/recurrence";
import { HttpProblem } from "../../runtime/http/problem";
import { schemaMessage } from "../../runtime/http/schema-message";
import { validationProblem } from "../../runtime/http/validation-problem";
import { instant } from "../instant";
import { createTaskSchema } from "../schemas";
import { checkSchedule, checkWholeDays, givenDue, refusalOf } from "../task-input";
import { rank } from "../task-order";
import type { FileProblems } from "./file-problems";

const { title, description, tags, dueAt, dueOn, reminders, recurrence, listId, checklist } = createTaskSchema.shape;
const localTime = z
  .string()
  .refine((time) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(time) && !Number.isNaN(Date.parse(`${time}Z`)), {
    error: schemaMessage("NOT_A_LOCAL_TIME", "must be a local time such as 2027-01-31T09:00:00"),
  });

/** What files may say of a task. A field that is not known is ignored: a newer release may have written it. */
const importedSchema = z.object({
  title,
  description,
  priority: z.enum(priorities).default("medium"),
  tags,
  status: z.enum(taskStatuses).default("open"),
  dueAt,
  dueOn,
  reminders,
  recurrence,
  occurrence: z.object({ seriesId: z.uuid(), seriesStart: localTime, localTime }).nullish(),
  listId,
  checklist,
  position: rank.nullish(),
  snoozedUntil: instant.nullish(),
  completedAt: instant.nullish(),
  createdAt: instant.nullish(),
  updatedAt: instant.nullish(),
});

/** What no other program knows of a task, so that none changes it. */
export const ownFieldsSchema = importedSchema.pick({
  listId: true,
  checklist: true,
  position: true,
  snoozedUntil: true,
});

/** A task of a file, checked. It gets an id when it is known whose it becomes. */
export interface ImportedTask extends CarriedTask {
  /** What tells it from the others of the file, and is the same when the file is read again. */
  source: string;
  line: number;
  createdAt: string | null;
  updatedAt: string | null;
}

/** Where a task is in its file. */
interface Place {
  source: string;
  line: number;
  /** Field of the file for a field of a task, where a file has other names. */
  nameOf?: (field: string) => string;
}

/** Checks a task as if it was sent to POST /api/tasks. @returns undefined when it has problems, which are added */
export function checkImported(
  fields: unknown,
  { source, line, nameOf = (field) => field }: Place,
  problems: FileProblems,
  now: Date,
): ImportedTask | undefined {
  const { data, error } = importedSchema.safeParse(fields);
  if (!data) {
    for (const { code, message, path, ...params } of error.issues) {
      problems.add(line, nameOf(path.join(".")), validationProblem({ keyword: code, message, params }));
    }
    return undefined;
  }
  try {
    const schedule = scheduleOf(data, now);
    const isDone = data.status === "completed";
    const { status, priority, title, tags } = data;
    return {
      ...{ source, line, title, tags, priority, status, ...schedule },
      description: data.description ?? null,
      reminders: data.reminders.map((minutesBefore) => ({ minutesBefore })),
      listId: data.listId ?? null,
      checklist: withIds(data.checklist ?? [], uuidv7),
      position: data.position ?? undefined,
      // A time that has passed would remind at once.
      snoozedUntil: !isDone && data.snoozedUntil && new Date(data.snoozedUntil) > now ? data.snoozedUntil : undefined,
      completedAt: isDone ? (data.completedAt ?? data.updatedAt ?? now.toISOString()) : null,
      createdAt: data.createdAt ?? null,
      updatedAt: data.updatedAt ?? null,
    };
  } catch (thrown) {
    if (!(thrown instanceof HttpProblem)) throw thrown;
    for (const { field, ...problem } of thrown.problem.errors ?? []) problems.add(line, nameOf(field), problem);
    return undefined;
  }
}

/** @throws HttpProblem 400 that names the field */
function scheduleOf(data: z.output<typeof importedSchema>, now: Date) {
  const recurrence = data.recurrence ?? null;
  // Our own files have both: dueAt is the end of the day.
  const due = givenDue({ dueAt: data.dueOn ? null : data.dueAt, dueOn: data.dueOn });
  const given = { ...due, remindMinutes: data.reminders, recurrence };
  const { occurrence } = data;
  if (!recurrence || !occurrence || !given.dueAt) {
    const { dueAt } = checkSchedule(given, now);
    const start = recurrence && dueAt && localTimeOf(dueAt, recurrence.timeZone);
    // Each such task is a series of its own, named when its id is.
    const first = start ? { seriesId: "", seriesStart: start, localTime: start } : null;
    return { dueAt: dueAt?.toISOString() ?? null, dueOn: data.dueOn ?? undefined, recurrence, occurrence: first };
  }
  if (given.dueZone !== null) checkWholeDays(recurrence, given.dueZone);
  try {
    if (data.status === "completed") checkRecurrence(recurrence);
    else checkSeries(recurrence, occurrence.seriesStart);
  } catch (error) {
    throw refusalOf(error);
  }
  return { dueAt: given.dueAt.toISOString(), dueOn: data.dueOn ?? undefined, recurrence, occurrence };
}

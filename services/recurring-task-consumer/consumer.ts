import { v5 as uuidv5, v7 as uuidv7 } from "uuid";
import type { TaskSnapshot } from "../contracts/task";
import { untick } from "../domain/checklist";
import { lockListForUse } from "../domain/lists";
import { type NextInSeries, nextInSeries } from "../domain/next-in-series";
import { hasOccurrenceAfter, lockUntouchedOccurrence } from "../domain/occurrence-rows";
import { RecurrenceError } from "../domain/recurrence";
import { deleteTask, insertTask } from "../domain/tasks";
import { defineConsumer } from "../runtime/consumer/consumer";
import { TerminalError } from "../runtime/core/errors";
import type { Sql } from "../runtime/database/database";
import { definition } from "./definition";

/**
 * When a recurring task is completed, creates the next occurrence of its series. When it is reopened, withdraws that
 * occurrence, unless somebody has changed or completed it since.
 */
export const consumer = defineConsumer(definition, {
  "freehold.task.completed.v1": async ({ data: { task }, time }, { tx, emit, logger }) => {
    if (!task.recurrence || !task.occurrence) return;
    const next = nextOf(task, task.completedAt ?? time);
    if (!next) {
      logger.info({ seriesId: task.occurrence.seriesId }, "The series ends here");
      return;
    }
    if (await hasNext(tx, task)) return;
    await insertTask(tx, emit, definition.name, {
      ownerId: task.ownerId,
      title: task.title,
      description: task.description,
      priority: task.priority,
      tags: task.tags,
      dueZone: task.dueOn?.timeZone,
      remindMinutes: task.reminders.map(({ minutesBefore }) => minutesBefore),
      listId: await listOf(tx, task),
      checklist: untick(task.checklist ?? [], uuidv7),
      ...next,
    });
  },
  "freehold.task.reopened.v1": async ({ data: { before, task }, time }, { tx, emit }) => {
    const next = nextOf(task, before.completedAt ?? time);
    if (!next) return;
    const { seriesId, localTime } = next.occurrence;
    const untouched = await lockUntouchedOccurrence(tx, task.ownerId, seriesId, localTime);
    if (untouched) await deleteTask(tx, emit, definition.name, untouched);
  },
});

/** The list of the next occurrence: that of the task, unless it is deleted meanwhile. */
const listOf = async (tx: Sql, { ownerId, listId }: TaskSnapshot): Promise<string | null> =>
  listId && (await lockListForUse(tx, ownerId, listId)) ? listId : null;

/** A rule that can't be read stays so: the event becomes a dead letter at once, with the reason. */
function nextOf(task: TaskSnapshot, completedAt: string): NextInSeries | undefined {
  const { recurrence, occurrence } = task;
  if (!recurrence || !occurrence) return undefined;
  try {
    const next = nextInSeries({ recurrence, occurrence }, new Date(completedAt));
    if (!next || recurrence.from !== "completion") return next;
    return { ...next, occurrence: { ...next.occurrence, seriesId: seriesAfter(task) } };
  } catch (error) {
    if (!(error instanceof RecurrenceError)) throw error;
    throw new TerminalError(`recurrence.${error.field}: ${error.message}`, { cause: error });
  }
}

/**
 * The series that a completion begins. Its dates can be those of the series before, so it has an id of its own. The id
 * follows from the task: reopening finds the next occurrence by it.
 */
const seriesAfter = ({ id }: TaskSnapshot): string => uuidv5("next occurrence", id);

/**
 * Whether an earlier completion of the task has led to an occurrence that was kept when the task was reopened. Its place does not
 * tell where it depends on the time of completion, or where the series was moved since.
 */
async function hasNext(tx: Sql, task: TaskSnapshot): Promise<boolean> {
  const { recurrence, occurrence } = task;
  if (recurrence?.from === "completion") return hasOccurrenceAfter(tx, seriesAfter(task), "");
  return occurrence !== null && hasOccurrenceAfter(tx, occurrence.seriesId, occurrence.localTime);
}

import type { TaskSnapshot } from "../../contracts/task";
import { discardTask } from "../../domain/deleted-tasks";
import { instantOf, localTimeOf } from "../../domain/recurrence";
import { completeTask, type Emit, reopenTask, type TaskChanges, updateTask } from "../../domain/tasks";
import type { Sql } from "../../runtime/database/database";
import { conflict, invalid } from "../../runtime/http/problem";
import { firstYear, lastYear } from "../instant";
import type { Act } from "./schemas";

/** Tags that a task has at most. */
const mostTags = 20;
const dayMs = 86_400_000;
const localTimeLength = "yyyy-mm-ddThh:mm:ss".length;

/**
 * Does something to a locked task. What it has or is already is left alone, without an event.
 * @returns the task as it is then, or was when it was deleted
 * @throws HttpProblem
 */
export async function actOnTask(
  tx: Sql,
  emit: Emit,
  actor: string,
  before: TaskSnapshot,
  act: Act,
): Promise<TaskSnapshot> {
  switch (act.act) {
    case "complete":
      return before.status === "completed" ? before : completeTask(tx, emit, actor, before);
    case "reopen":
      return before.status === "open" ? before : reopenTask(tx, emit, actor, before);
    case "delete":
      await discardTask(tx, emit, actor, before);
      return before;
    case "restore":
      return before;
    default: {
      if (before.status === "completed")
        throw conflict("TASK_COMPLETED", "A completed task can't be changed any more.");
      const changes = changesOf(before, act);
      return changes ? updateTask(tx, emit, actor, before, changes) : before;
    }
  }
}

type Change = Exclude<Act, { act: "complete" | "reopen" | "delete" | "restore" }>;

function changesOf({ tags, priority, dueAt, dueOn, listId }: TaskSnapshot, act: Change): TaskChanges | undefined {
  switch (act.act) {
    case "tag": {
      const all = [...new Set([...tags, ...act.tags])];
      if (all.length > mostTags)
        throw invalid("tags", "TOO_MANY", `the task would have ${all.length}, and may have ${mostTags}`, {
          most: mostTags,
        });
      return all.length > tags.length ? { tags: all } : undefined;
    }
    case "untag": {
      const others = tags.filter((tag) => !act.tags.includes(tag));
      return others.length < tags.length ? { tags: others } : undefined;
    }
    case "priority":
      return act.priority === priority ? undefined : { priority: act.priority };
    case "move":
      return act.listId === (listId ?? null) ? undefined : { listId: act.listId };
    case "shiftDue":
      if (dueAt === null) throw conflict("TASK_NOT_DUE", "The task has no due date to move.");
      return act.days === 0 ? undefined : { dueAt: shifted(new Date(dueAt), { ...act, ...dueOn }) };
  }
}

/** The same time of day some days later, on the clocks of a time zone. */
function shifted(dueAt: Date, { days, timeZone }: { days: number; timeZone: string }): Date {
  const local = new Date(Date.parse(`${localTimeOf(dueAt, timeZone)}Z`) + days * dayMs);
  const year = local.getUTCFullYear();
  if (year < firstYear || year > lastYear)
    throw invalid("days", "YEAR_OUT_OF_REACH", `the due date would be in the year ${year}`, {
      first: firstYear,
      last: lastYear,
    });
  const at = instantOf(local.toISOString().slice(0, localTimeLength), timeZone);
  return new Date(at.getTime() + dueAt.getUTCMilliseconds());
}

import { t } from "../../messages/language";
import { api } from "../../shared/api";
import { wordsOf } from "../../shared/problem";
import type { BulkAct, BulkOutcome, Task } from "../../shared/types";
import { taskList } from "../task-list-state";
import type { Acted } from "./undoing";

/** Tasks that the API acts on in one request. */
const mostAtOnce = 100;

/** What became of tasks: in the order of the request. */
export interface Result {
  acted: readonly Acted[];
  /** Why the others were refused, by their ids. */
  refusals: ReadonlyMap<string, string>;
}

/**
 * Does one thing to tasks, and shows them as they are then.
 * @throws {Problem} when the request as a whole is refused
 */
export async function actOn(tasks: readonly Task[], act: BulkAct): Promise<Result> {
  const acted: Acted[] = [];
  const refusals = new Map<string, string>();
  for (let begin = 0; begin < tasks.length; begin += mostAtOnce) {
    const some = tasks.slice(begin, begin + mostAtOnce);
    const { outcomes } = await api.actOnMany(
      some.map(({ id }) => id),
      act,
    );
    for (const outcome of outcomes) {
      const before = some.find(({ id }) => id === outcome.id);
      if (!before) continue;
      if (!outcome.ok) refusals.set(before.id, reasonOf(outcome));
      else acted.push({ before, after: show(before, act, outcome.version) });
    }
  }
  return { acted, refusals };
}

/** Shows a task as an act has left it; the update that tells of it may come later. */
function show(before: Task, act: BulkAct, version: number): Task {
  const after = { ...before, ...changeOf(before, act), version };
  if (act.act === "delete") taskList.remove(before.id);
  else taskList.apply(after);
  return after;
}

function changeOf({ tags, completedAt }: Task, act: BulkAct): Partial<Task> {
  switch (act.act) {
    case "complete":
      return { status: "completed", completedAt: completedAt ?? new Date().toISOString() };
    case "reopen":
      return { status: "open", completedAt: null };
    case "tag":
      return { tags: [...new Set([...tags, ...act.tags])] };
    case "untag":
      return { tags: tags.filter((tag) => !act.tags.includes(tag)) };
    default:
      return {};
  }
}

function reasonOf({ problem: { status, detail, errors = [] } }: BulkOutcome & { ok: false }): string {
  const said = errors.map(({ message }) => message).join("; ");
  return said ? t.selection.reason(said) : wordsOf(status, detail, undefined);
}

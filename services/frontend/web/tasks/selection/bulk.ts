import type { Act } from "../../offline/queued-act";
import { api } from "../../shared/api";
import { messageOf } from "../../shared/problem";
import { toProblem } from "../../shared/refusal";
import type { BulkAct, Task } from "../../shared/types";
import { taskList } from "../task-list-state";
import { askInParts } from "./ask-in-parts";
import type { Acted } from "./undoing";

/** What became of tasks: in the order of the request. */
export interface Result {
  acted: readonly Acted[];
  /** Why the others were refused, by their ids. */
  refusals: ReadonlyMap<string, string>;
}

/**
 * Does one thing to tasks: it is shown at once, and those that the API refuses as they were.
 * @throws {Problem} when the first request as a whole is refused; when a later one is, so are the tasks that are left
 */
export function actOn(tasks: readonly Task[], act: BulkAct): Promise<Result> {
  const wished = tasks.map((task) => ({ task, act: wishOf(task, act) }));
  return taskList.during(wished, () => askFor(tasks, act));
}

/** "Title: why", a line for each. */
export const reasons = (tasks: readonly Task[], refusals: ReadonlyMap<string, string>): string =>
  tasks.flatMap(({ id, title }) => (refusals.has(id) ? [`${title}: ${refusals.get(id)}`] : [])).join("\n");

async function askFor(tasks: readonly Task[], act: BulkAct): Promise<Result> {
  const acted: Acted[] = [];
  const refusals = new Map<string, string>();
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const { outcomes, left, error } = await askInParts([...byId.keys()], (ids) => api.actOnMany(ids, act));
  for (const outcome of outcomes) {
    const before = byId.get(outcome.id);
    if (!before) continue;
    if (!outcome.ok) refusals.set(before.id, messageOf(await toProblem(outcome.problem.status, outcome.problem)));
    else acted.push({ before, after: show(before, act, outcome.version) });
  }
  for (const id of left) refusals.set(id, messageOf(error));
  return { acted, refusals };
}

/** Shows a task as an act has left it; the update that tells of it may come later. */
function show(before: Task, act: BulkAct, version: number): Task {
  const after = { ...before, ...changeOf(before, act), version };
  if (act.act === "delete") taskList.remove(before.id, version);
  else taskList.apply(after);
  return after;
}

/** What it is to one task. */
function wishOf(task: Task, act: BulkAct): Act {
  switch (act.act) {
    case "tag":
    case "untag":
    case "move":
      return { kind: "change", body: changeOf(task, act) };
    default:
      return { kind: act.act };
  }
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
    case "move":
      return { listId: act.listId };
    default:
      return {};
  }
}

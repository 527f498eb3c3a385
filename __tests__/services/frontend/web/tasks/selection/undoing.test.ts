import type { Task } from "../../../../../../services/frontend/web/shared/types";
import { namesOf, undoing } from "../../../../../../services/frontend/web/tasks/selection/undoing";

const task = (title: string, tags: string[]): Task => ({
  id: title,
  title,
  description: null,
  priority: "medium",
  tags,
  status: "open",
  dueAt: null,
  reminders: [],
  recurrence: null,
  occurrence: null,
  completedAt: null,
  version: 1,
});
const acted = (title: string, before: string[] = [], after: string[] = before) => ({
  before: task(title, before),
  after: task(title, after),
});
const titles = (some: readonly { before: Task }[]) => some.map(({ before }) => before.title);

test("each act has an opposite, of all tasks at once", () => {
  const tasks = [acted("one"), acted("two")];
  for (const [act, opposite] of [
    ["complete", "reopen"],
    ["reopen", "complete"],
    ["delete", "restore"],
  ] as const) {
    expect(undoing({ act }, tasks)).toEqual([[{ act: opposite }, tasks]]);
  }
  expect(undoing({ act: "delete" }, [])).toEqual([]);
});

test("tags that a task had before stay when tagging is undone", () => {
  const both = acted("had none", [], ["home", "now"]);
  const one = acted("had one", ["home"], ["home", "now"]);
  const same = acted("had both", ["home", "now"]);
  const also = acted("had none, either", ["work"], ["work", "home", "now"]);
  const undo = undoing({ act: "tag", tags: ["home", "now"] }, [both, one, same, also]);
  expect(undo.map(([act, some]) => [act, titles(some)])).toEqual([
    [{ act: "untag", tags: ["home", "now"] }, ["had none", "had none, either"]],
    [{ act: "untag", tags: ["now"] }, ["had one"]],
  ]);
});

test("tasks that were moved go back to the lists that they came from", () => {
  const from = (title: string, listId?: string | null) => {
    const before = { ...task(title, []), listId };
    return { before, after: { ...before, listId: "home", version: 2 } };
  };
  const undo = undoing({ act: "move", listId: "home" }, [
    from("a", "work"),
    from("b", null),
    from("c", "work"),
    from("d"),
  ]);
  expect(undo.map(([act, some]) => [act, titles(some)])).toEqual([
    [{ act: "move", listId: "work" }, ["a", "c"]],
    [{ act: "move", listId: null }, ["b", "d"]],
  ]);
});

test("a message names three tasks, or two and how many more", () => {
  const all = ["a", "b", "c", "d"].map((title) => acted(title));
  expect(namesOf(all.slice(0, 3))).toEqual({ names: ["a", "b", "c"], more: 0 });
  expect(namesOf(all)).toEqual({ names: ["a", "b"], more: 2 });
});

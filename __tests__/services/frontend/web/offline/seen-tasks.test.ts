import { newTask } from "../../../../../services/frontend/web/offline/overlay";
import {
  type SeenTasks,
  withoutTask,
  withPage,
  withTasks,
} from "../../../../../services/frontend/web/offline/seen-tasks";

const task = (id: string, version = 1) => ({ ...newTask(id, { title: `${id} ${version}` }), version });
const seenOf = (...ids: string[]): SeenTasks =>
  withTasks(
    new Map(),
    ids.map((id) => task(id)),
  );
const idsOf = (seen: SeenTasks) => [...seen.keys()];

test("a task is kept at its latest version, however late an older one comes", () => {
  const seen = withTasks(withTasks(seenOf("a"), [task("a", 3)]), [task("a", 2)]);
  expect(seen.get("a")?.version).toBe(3);
});

test("1,000 are kept, and those go first that were not heard of for longest", () => {
  const many = Array.from({ length: 1_000 }, (_, index) => `t${index}`);
  const seen = withTasks(withTasks(seenOf(...many), [task("t0", 2)]), [task("new")]);
  expect(seen.size).toBe(1_000);
  expect([seen.has("t0"), seen.has("t1"), seen.has("new")]).toEqual([true, false, true]);
});

test("what would be on a page and is not, is not there any more", () => {
  const seen = withPage(
    seenOf("gone", "elsewhere", "there"),
    [task("there"), task("new")],
    ({ id }) => id !== "elsewhere",
  );
  expect(idsOf(seen).sort()).toEqual(["elsewhere", "new", "there"]);
});

test("a removed task is forgotten", () => {
  expect(idsOf(withoutTask(seenOf("a", "b"), "a"))).toEqual(["b"]);
});

import { orderAfter, predecessorOf } from "../../../services/frontend/web/lists/list-order";
import { CountedTasks } from "../../../services/frontend/web/places/counted-tasks";
import { defaultSort } from "../../../services/frontend/web/places/default-sort";
import { hrefOf, isIn, type Place, parsePlace } from "../../../services/frontend/web/places/place";
import { countOf } from "../../../services/frontend/web/places/place-counts";
import type { Task } from "../../../services/frontend/web/shared/types";
import { fits, type TaskFilter, toQuery } from "../../../services/frontend/web/tasks/task-filter";
import { compareBy, type Sort } from "../../../services/frontend/web/tasks/task-order";

const listId = "0198c5f0-0000-7000-8000-000000000001";
const now = new Date(2026, 11, 1, 10);
const at = (hour: number, day = 1) => new Date(2026, 11, day, hour).toISOString();
const task = (changes: Partial<Task> = {}): Task => ({
  ...{ id: "a", title: "Task", description: null, priority: "medium", tags: [], status: "open", dueAt: null },
  ...{ reminders: [], recurrence: null, occurrence: null, completedAt: null, version: 1, listId: null },
  ...changes,
});

test.each<[string, Place, string]>([
  ["", {}, "/"],
  ["?view=today", { view: "today" }, "/?view=today"],
  [`?list=${listId}`, { list: listId }, `/?list=${listId}`],
  ["?list=default", { list: "default" }, "/?list=default"],
  ["?view=never", {}, "/"],
  ["?list=../../x", {}, "/"],
])("the address %s is a place, and back", (search, place, href) => {
  expect([parsePlace(search), hrefOf(parsePlace(search))]).toEqual([place, href]);
});

test.each([
  [null, "noDate"],
  [at(0), "today"],
  [at(23), "today"],
  [at(23, 0), "overdue"],
  [at(0, 2), "upcoming"],
] as const)("an open task due at %s is in one view: %s", (dueAt, view) => {
  const found = (["today", "upcoming", "overdue", "noDate"] as const).filter((each) =>
    isIn(task({ dueAt }), { view: each }, now),
  );
  expect(found).toEqual([view]);
  expect(isIn(task({ dueAt, status: "completed" }), { view }, now)).toBe(false);
});

test("a task is in its list, and in the default list without one", () => {
  expect(isIn(task({ listId }), { list: listId }, now)).toBe(true);
  expect(isIn(task({ listId }), { list: "default" }, now)).toBe(false);
  expect(isIn(task(), { list: "default" }, now)).toBe(true);
});

const all: TaskFilter = {
  ...{ status: "", priority: "", dueFrom: "", dueUntil: "", search: "" },
  ...{ place: {}, sort: "created" },
};

test("a view has no status of its own, in the list and in what the API is asked", () => {
  const filter: TaskFilter = { ...all, status: "completed", place: { view: "noDate" }, sort: "manual" };
  expect(fits(task(), filter, now)).toBe(true);
  expect(fits(task(), { ...filter, place: {} }, now)).toBe(false);
  expect(toQuery(filter, "UTC")).toMatchObject({ status: null, view: "noDate", timeZone: "UTC", sort: "manual" });
  expect(toQuery({ ...filter, place: {} }, "UTC")).toMatchObject({ status: "completed", view: null, timeZone: null });
});

test("a priority is asked of the API, and fits the tasks that have it", () => {
  const filter: TaskFilter = { ...all, priority: "high" };
  expect(fits(task({ priority: "high" }), filter, now)).toBe(true);
  expect(fits(task({ priority: "low" }), filter, now)).toBe(false);
  expect(toQuery(filter, "UTC")).toMatchObject({ priority: "high" });
  expect(toQuery({ ...filter, priority: "" }, "UTC")).toMatchObject({ priority: null });
});

test.each<[Partial<TaskFilter>, number[]]>([
  [{ dueFrom: "2026-12-02" }, [2, 3, 4]],
  [{ dueUntil: "2026-12-03" }, [1, 2, 3]],
  [{ dueFrom: "2026-12-02", dueUntil: "2026-12-03" }, [2, 3]],
  [{ dueFrom: "2026-12-03", dueUntil: "2026-12-02" }, []],
])(
  "of the tasks due on the first four days and of one without a date, %j finds those of the days %j",
  (days, found) => {
    const filter = { ...all, ...days };
    const tasks = [1, 2, 3, 4].flatMap((day) => [task({ dueAt: at(0, day) }), task({ dueAt: at(23, day) })]);
    const inDays = [...tasks, task()].filter((each) => fits(each, filter, now));
    expect(inDays.map(({ dueAt }) => dueAt && new Date(dueAt).getDate())).toEqual(found.flatMap((day) => [day, day]));
    const { dueAfter, dueBefore } = toQuery(filter, "UTC");
    expect({ dueAfter, dueBefore }).toEqual({
      dueAfter: days.dueFrom ? at(0, Number(days.dueFrom.slice(-2))) : null,
      dueBefore: days.dueUntil ? at(0, Number(days.dueUntil.slice(-2)) + 1) : null,
    });
  },
);

test("a view has its own days", () => {
  const filter: TaskFilter = { ...all, dueFrom: "2026-12-24", place: { view: "today" } };
  expect(fits(task({ dueAt: at(9) }), filter, now)).toBe(true);
  expect(toQuery(filter, "UTC")).toMatchObject({ dueAfter: null, dueBefore: null });
});

test.each<[Sort, string[]]>([
  ["created", ["d", "c", "b", "a"]],
  ["due", ["b", "a", "d", "c"]],
  ["priority", ["a", "d", "c", "b"]],
  ["manual", ["c", "a", "d", "b"]],
])("by %s, tasks are in the order of the API", (sort, order) => {
  const tasks = [
    task({ id: "a", dueAt: at(9), priority: "high", position: "8080" }),
    task({ id: "b", dueAt: at(8), priority: "low", position: "40" }),
    task({ id: "c", position: "90" }),
    task({ id: "d", position: "80" }),
  ];
  expect(tasks.toSorted(compareBy(sort)).map(({ id }) => id)).toEqual(order);
});

test("views by date are the soonest first until the user chooses, lists in the user's own order", () => {
  const places: Place[] = [{}, { view: "today" }, { view: "noDate" }, { list: listId }];
  expect(places.map(defaultSort)).toEqual(["created", "due", "manual", "manual"]);
});

test("all tasks are those of the views together, and a count that was stopped says so", () => {
  const counts = { today: 1, upcoming: 1_000, overdue: 2, noDate: 3, mostCounted: 1_000, tags: [] };
  const lists = [
    { listId: null, open: 4 },
    { listId, open: 5 },
  ];
  const of = (place: Place) => countOf(place, { ...counts, lists });
  expect([of({}), of({ view: "today" }), of({ list: "default" }), of({ list: listId }), of({ list: "gone" })]).toEqual([
    { open: 1_006, isMore: true },
    ...[1, 4, 5, 0].map((open) => ({ open, isMore: false })),
  ]);
});

test("only a change that moves a task between places is counted, and once", () => {
  const counted = new CountedTasks();
  const news = [
    counted.isMissed(task()),
    counted.isNews(task({ version: 2, title: "Another" })),
    counted.isNews(task({ version: 3, status: "completed" })),
    counted.isNews(task({ version: 3, status: "completed" })),
    counted.isMissed(task({ version: 4, listId })),
    counted.isRemovalNews("a"),
    counted.isRemovalNews("a"),
    counted.isNews(task({ version: 5, listId })),
  ];
  expect(news).toEqual([false, false, true, false, true, true, false, true]);
});

test("a list gets an order after the one that the user names", () => {
  const list = (id: string, order: number) => ({ id, order, name: id, colour: null, version: 1 });
  const lists = [list("a", 0), list("b", 1), list("c", 5)];
  expect(["", "a", "b", "c"].map((after) => orderAfter(lists, after))).toEqual([-1, 0.5, 3, 6]);
  expect([
    orderAfter([], ""),
    predecessorOf(lists, "b"),
    predecessorOf(lists, "a"),
    predecessorOf(lists, undefined),
  ]).toEqual([0, "a", "", "c"]);
});

import * as z from "zod";
import { listSchema } from "../../../services/backend/list-schemas";
import { pageOf, taskSchema } from "../../../services/backend/schemas";
import { viewsSchema } from "../../../services/backend/task-list-schemas";
import { dayOf } from "../../../services/domain/views";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");
const zone = "Pacific/Auckland";
const hour = 3_600_000;

/** An instant some hours from the beginning of the owner's day. */
const at = (hours: number) => new Date(Date.parse(dayOf(new Date(), zone).start) + hours * hour).toISOString();
const views = async (call = ann) => viewsSchema.parse((await call("GET", `/api/views?timeZone=${zone}`)).body);
const titles = async (query: string) =>
  pageOf(taskSchema)
    .parse((await ann("GET", `/api/tasks?timeZone=${zone}&${query}`)).body)
    .items.map(({ title }) => title);

test("an owner without a task has counts of nothing, and needs no write for the default list", async () => {
  expect(await views(api.as("bob"))).toEqual({
    ...{ today: 0, upcoming: 0, overdue: 0, noDate: 0 },
    ...{ lists: [{ listId: null, open: 0 }], tags: [], mostCounted: 1_000 },
  });
  expect(await ann("GET", "/api/views")).toMatchObject({ status: 400, body: { errors: [{ field: "timeZone" }] } });
});

test("each open task counts in one view, its list and its tags, and a view lists what it counts", async () => {
  const list = listSchema.parse((await ann("POST", "/api/lists", { name: "Home" })).body);
  const tasks = [
    { title: "Yesterday", dueAt: at(-1), tags: ["home"] },
    { title: "First thing", dueAt: at(0), listId: list.id },
    { title: "Tonight", dueAt: at(22), tags: ["home", "car"] },
    { title: "In two days", dueAt: at(49), listId: list.id },
    { title: "Some day", tags: ["home"] },
    { title: "Done", dueAt: at(-1), tags: ["home"], listId: list.id },
  ];
  for (const task of tasks) {
    const { id } = z.object({ id: z.string() }).parse((await ann("POST", "/api/tasks", task)).body);
    if (task.title === "Done") await ann("POST", `/api/tasks/${id}/complete`);
  }
  expect(await views()).toEqual({
    ...{ today: 2, upcoming: 1, overdue: 1, noDate: 1 },
    lists: [
      { listId: null, open: 3 },
      { listId: list.id, open: 2, name: "Home", colour: null, order: 0, version: 1 },
    ],
    tags: [
      { tag: "home", open: 3 },
      { tag: "car", open: 1 },
    ],
    mostCounted: 1_000,
  });
  expect(await titles("view=overdue")).toEqual(["Yesterday"]);
  expect(await titles("view=today&sort=due")).toEqual(["First thing", "Tonight"]);
  expect(await titles("view=today&tag=car")).toEqual(["Tonight"]);
  expect(await titles("view=upcoming&sort=manual")).toEqual(["In two days"]);
  expect(await titles(`view=today&sort=priority&list=${list.id}`)).toEqual(["First thing"]);
  expect(await titles("view=noDate")).toEqual(["Some day"]);
  expect(await titles("view=noDate&search=day")).toEqual(["Some day"]);
});

test("the answer tells operators alone whether there are dead letters", async () => {
  const operator = api.as("olga", ["operator"]);
  expect([(await views()).deadLetters, (await views(operator)).deadLetters]).toEqual([undefined, false]);
});

test("counts stop where counting would take long", async () => {
  const many = api.as("many");
  await api.db.database.query(
    `insert into freehold.tasks (id, owner_id, actor, title, priority, tags, status, remind_minutes, created_at, updated_at, version)
     select gen_random_uuid(), 'many', 'many', 'One of many', 'low', '{bulk}', 'open', '{}', now(), now(), 1
     from generate_series(1, 1001)`,
  );
  expect(await views(many)).toMatchObject({
    noDate: 1_000,
    lists: [{ listId: null, open: 1_000 }],
    tags: [{ tag: "bulk", open: 1_000 }],
  });
});

test.each([
  ["view=today", "timeZone"],
  ["view=today&timeZone=Mars/Olympus", "timeZone"],
  ["view=today&timeZone=UTC&status=open", "status"],
  ["view=today&timeZone=UTC&dueBefore=2026-01-01T00:00:00Z", "dueBefore"],
  ["view=later&timeZone=UTC", "view"],
])("?%s is refused by the name of the field", async (query, field) => {
  expect(await ann("GET", `/api/tasks?${query}`)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
});

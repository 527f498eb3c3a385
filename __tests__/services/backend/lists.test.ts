import { service as auditConsumer } from "../../../services/audit-consumer/service";
import { listSchema } from "../../../services/backend/list-schemas";
import { pageOf, taskSchema } from "../../../services/backend/schemas";
import { mostLists } from "../../../services/contracts/quotas";
import { useBackend } from "../../helpers/backend";
import { until } from "../../helpers/until";

const api = useBackend(auditConsumer);
const ann = api.as("ann");
const bob = api.as("bob");

const createList = async (body: object = { name: "Home" }, call = ann) =>
  listSchema.parse((await call("POST", "/api/lists", body)).body);
const createTask = async (body: object, call = ann) =>
  taskSchema.parse((await call("POST", "/api/tasks", { title: "Task", ...body })).body);
const readTask = async (id: string) => taskSchema.parse((await ann("GET", `/api/tasks/${id}`)).body);
const names = async (call = ann) =>
  pageOf(listSchema)
    .parse((await call("GET", "/api/lists")).body)
    .items.map(({ name }) => name);

test("a list is created once for a key, read, changed at its version, and deleted", async () => {
  const headers = { "idempotency-key": "one" };
  const made = await ann("POST", "/api/lists", { name: " Garden ", colour: "#1A7F37" }, headers);
  const list = listSchema.parse(made.body);
  expect(made).toMatchObject({ status: 201, body: { name: "Garden", colour: "#1a7f37", ownerId: "ann", version: 1 } });
  expect([made.headers.get("location"), made.headers.get("etag")]).toEqual([`/api/lists/${list.id}`, '"1"']);
  expect((await ann("POST", "/api/lists", { name: " Garden ", colour: "#1A7F37" }, headers)).body).toEqual(list);

  const path = `/api/lists/${list.id}`;
  expect(await ann("GET", path)).toMatchObject({ status: 200, body: list });
  expect((await ann("GET", path, undefined, { "if-none-match": '"1"' })).status).toBe(304);
  const changed = await ann("PATCH", path, { colour: null }, { "if-match": '"1"' });
  expect(changed).toMatchObject({ status: 200, body: { name: "Garden", colour: null, version: 2 } });
  const late = await ann("PATCH", path, { name: "Late" }, { "if-match": '"1"' });
  expect(late).toMatchObject({ status: 412, body: { detail: expect.stringContaining("list is at version 2") } });
  expect((await ann("DELETE", path, undefined, { "if-match": '"1"' })).status).toBe(412);
  expect((await ann("DELETE", path)).status).toBe(204);
  expect((await ann("GET", path)).status).toBe(404);
});

test("lists are in their order: a new one last, and a mean between two others", async () => {
  const cyd = api.as("cyd");
  const [first, second] = [await createList({ name: "First" }, cyd), await createList({ name: "Second" }, cyd)];
  await createList({ name: "Third" }, cyd);
  await createList({ name: "Between", order: (first.order + second.order) / 2 }, cyd);
  expect(await names(cyd)).toEqual(["First", "Between", "Second", "Third"]);
  await cyd("PATCH", `/api/lists/${second.id}`, { order: -1 });
  expect(await names(cyd)).toEqual(["Second", "First", "Between", "Third"]);
  const page = pageOf(listSchema).parse((await cyd("GET", "/api/lists?limit=3")).body);
  const next = await cyd("GET", `/api/lists?limit=3&cursor=${page.nextCursor}`);
  expect(next.body).toMatchObject({ items: [{ name: "Third" }], nextCursor: null });
});

test("a task is created in a list, moved to another and to the default list, and found by each", async () => {
  const [home, work] = [await createList(), await createList({ name: "Work" })];
  const task = await createTask({ title: "Sweep", listId: home.id });
  expect(task.listId).toBe(home.id);
  const other = await createTask({ title: "Rest" });
  expect(other.listId).toBeNull();
  const inList = async (list: string) =>
    pageOf(taskSchema)
      .parse((await ann("GET", `/api/tasks?list=${list}`)).body)
      .items.map(({ id }) => id);
  expect(await inList(home.id)).toEqual([task.id]);
  expect(await inList("default")).toContain(other.id);
  expect(await inList("default")).not.toContain(task.id);
  await ann("PATCH", `/api/tasks/${task.id}`, { listId: work.id });
  expect([await inList(home.id), await inList(work.id)]).toEqual([[], [task.id]]);
  await ann("PATCH", `/api/tasks/${task.id}`, { title: "Sweep twice" });
  expect((await readTask(task.id)).listId).toBe(work.id);
  await ann("PATCH", `/api/tasks/${task.id}`, { listId: null });
  expect(await inList("default")).toContain(task.id);
  expect(await ann("GET", "/api/tasks?list=home")).toMatchObject({
    status: 400,
    body: { errors: [{ field: "list" }] },
  });
});

test("quick add puts a task into a list", async () => {
  const list = await createList();
  const added = await ann("POST", "/api/quick-add", { text: "Sweep tomorrow", timeZone: "UTC", listId: list.id });
  expect(added).toMatchObject({ status: 201, body: { title: "Sweep", listId: list.id } });
  const refused = { text: "Sweep", timeZone: "UTC", listId: "018f0000-0000-7000-8000-000000000000" };
  expect(await ann("POST", "/api/quick-add", refused)).toMatchObject({
    status: 400,
    body: { errors: [{ field: "listId" }] },
  });
});

test("a list with tasks is refused with their number, and with tasks=move they go to the default list", async () => {
  const list = await createList({ name: "Full" });
  const tasks = [await createTask({ listId: list.id }), await createTask({ listId: list.id })];
  await ann("POST", `/api/tasks/${tasks[0]?.id}/complete`);
  const path = `/api/lists/${list.id}`;
  expect(await ann("DELETE", path)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining("has 2 tasks, done or not") },
  });
  expect((await ann("DELETE", `${path}?tasks=move`)).status).toBe(204);
  for (const [index, { id }] of tasks.entries()) {
    expect(await readTask(id)).toMatchObject({ listId: null, version: index === 0 ? 3 : 2 });
    await until("the history tells of the move", async () => {
      const { body } = await ann("GET", `/api/tasks/${id}/history`);
      return JSON.stringify(body).includes(`"listId":null`);
    });
  }
});

test("a list with more tasks than one request moves is deleted by several", async () => {
  const list = await createList({ name: "Crowd" });
  await api.db.database.query(
    `insert into freehold.tasks (id, owner_id, actor, title, priority, tags, status, remind_minutes, created_at, updated_at,
       version, list_id)
     select gen_random_uuid(), 'ann', 'ann', 'One of many', 'low', '{}', 'open', '{}', now(), now(), 1, $1
     from generate_series(1, 201)`,
    [list.id],
  );
  const path = `/api/lists/${list.id}?tasks=move`;
  expect(await ann("DELETE", path)).toMatchObject({ status: 200, body: { left: 1 } });
  expect((await ann("DELETE", path)).status).toBe(204);
});

test.each([
  [{ name: "" }, "name"],
  [{ name: "x".repeat(101) }, "name"],
  [{ name: "Home", colour: "green" }, "colour"],
  [{ name: "Home", order: "1" }, "order"],
  [{ name: "Home", order: 1e10 }, "order"],
  [{ name: "Home", icon: "tree" }, "icon"],
  [{}, "name"],
])("%j is refused by the name of the field", async (body, field) => {
  expect(await ann("POST", "/api/lists", body)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
});

test("an owner may have 200 lists, and no race makes it more", async () => {
  const dan = api.as("dan");
  await api.db.database.query(
    `insert into freehold.lists (id, owner_id, actor, name, position, created_at, updated_at, version)
     select gen_random_uuid(), 'dan', 'dan', 'List ' || n, n, now(), now(), 1 from generate_series(1, $1::int) n`,
    [mostLists - 1],
  );
  const answers = await Promise.all([1, 2, 3].map(() => dan("POST", "/api/lists", { name: "One more" })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 429, 429]);
  expect(answers.find(({ status }) => status === 429)).toMatchObject({
    body: { quota: { name: "lists", limit: mostLists, resetsAt: null } },
  });
});

test("each change of a list becomes an entry of its history", async () => {
  const list = await createList({ name: "Told" });
  await ann("PATCH", `/api/lists/${list.id}`, { name: "Told again" });
  await ann("DELETE", `/api/lists/${list.id}`);
  const entries = async () =>
    (
      await api.db.database.query<{ type: string; before: unknown; after: unknown }>(
        `select type, before->>'name' as before, after->>'name' as after from freehold.audit_entries
         where task_id = $1 order by id`,
        [list.id],
      )
    ).rows;
  await until("the audit consumer has written all three", async () => (await entries()).length === 3);
  expect(await entries()).toEqual([
    { type: "freehold.list.created.v1", before: null, after: "Told" },
    { type: "freehold.list.updated.v1", before: "Told", after: "Told again" },
    { type: "freehold.list.deleted.v1", before: "Told again", after: null },
  ]);
});

describe("of two owners", () => {
  test.each([
    ["GET", undefined],
    ["PATCH", { name: "Mine now" }],
    ["DELETE", undefined],
  ])("the other's %s is told no more than of a list that never was", async (method, body) => {
    const list = await createList({ name: "Ann's own" });
    const unknown = "018f0000-0000-7000-8000-000000000000";
    const refused = await bob(method, `/api/lists/${list.id}`, body);
    expect(refused.status).toBe(404);
    const never = await bob(method, `/api/lists/${unknown}`, body);
    expect(JSON.stringify(refused.body)).toBe(JSON.stringify(never.body).replace(unknown, list.id));
    expect((await ann("GET", `/api/lists/${list.id}`)).body).toEqual(list);
  });

  test("neither sees the other's lists, puts a task into them, or finds the tasks in them", async () => {
    const list = await createList({ name: "Ann's own" });
    await createTask({ listId: list.id });
    expect(await names(bob)).toEqual([]);
    expect(await bob("GET", `/api/tasks?list=${list.id}`)).toMatchObject({ status: 200, body: { items: [] } });
    const refused = { status: 400, body: { errors: [{ field: "listId" }] } };
    expect(await bob("POST", "/api/tasks", { title: "Intruder", listId: list.id })).toMatchObject(refused);
    const own = await createTask({}, bob);
    expect(await bob("PATCH", `/api/tasks/${own.id}`, { listId: list.id })).toMatchObject(refused);
  });
});

import { taskSchema } from "../../../services/backend/schemas";
import { service as recurringTaskConsumer } from "../../../services/recurring-task-consumer/service";
import { useBackend } from "../../helpers/backend";
import { until } from "../../helpers/until";

const api = useBackend(recurringTaskConsumer);
const ann = api.as("ann");

const create = async (body: object) =>
  taskSchema.parse((await ann("POST", "/api/tasks", { title: "Shop", ...body })).body);
const items = [{ text: "Milk" }, { text: "Eggs", done: true }];

test("a task has its items in the order of the owner, and PATCH takes them all", async () => {
  const task = await create({ checklist: items });
  expect(task.checklist).toEqual([
    { id: expect.any(String), text: "Milk", done: false },
    { id: expect.any(String), text: "Eggs", done: true },
  ]);
  const [milk, eggs] = task.checklist;
  const changed = await ann("PATCH", `/api/tasks/${task.id}`, { checklist: [eggs, { text: "Bread" }, milk] });
  expect(changed).toMatchObject({
    status: 200,
    body: { version: 2, checklist: [eggs, { text: "Bread", done: false }, milk] },
  });
  expect((await ann("PATCH", `/api/tasks/${task.id}`, { title: "Shop more" })).body).toMatchObject({
    checklist: [eggs, { text: "Bread" }, milk],
  });
  expect((await ann("PATCH", `/api/tasks/${task.id}`, { checklist: [] })).body).toMatchObject({ checklist: [] });
});

test("one item is ticked by its id, at the version of the task; a second time changes nothing", async () => {
  const task = await create({ checklist: items });
  const path = `/api/tasks/${task.id}/checklist/${task.checklist[0]?.id}`;
  const ticked = await ann("PATCH", path, { done: true }, { "if-match": '"1"' });
  expect(ticked).toMatchObject({ status: 200, body: { version: 2, checklist: [{ done: true }, { done: true }] } });
  expect(ticked.headers.get("etag")).toBe('"2"');
  expect((await ann("PATCH", path, { done: false }, { "if-match": '"1"' })).status).toBe(412);
  expect(await ann("PATCH", path, { done: true })).toMatchObject({ status: 200, body: { version: 2 } });
  await ann("POST", `/api/tasks/${task.id}/complete`);
  expect((await ann("PATCH", path, { done: false })).status).toBe(409);
});

test("two items ticked at the same time are both done", async () => {
  const task = await create({ checklist: [{ text: "One" }, { text: "Two" }] });
  await Promise.all(
    task.checklist.map(({ id }) => ann("PATCH", `/api/tasks/${task.id}/checklist/${id}`, { done: true })),
  );
  expect((await ann("GET", `/api/tasks/${task.id}`)).body).toMatchObject({
    version: 3,
    checklist: [{ done: true }, { done: true }],
  });
});

test("another owner, and an item that is not there, are told that there is none", async () => {
  const task = await create({ checklist: items });
  const unknown = "018f0000-0000-7000-8000-000000000000";
  for (const [call, id, item] of [
    [api.as("bob"), task.id, task.checklist[0]?.id],
    [ann, task.id, unknown],
    [ann, unknown, unknown],
  ] as const) {
    expect((await call("PATCH", `/api/tasks/${id}/checklist/${item}`, { done: true })).status).toBe(404);
  }
});

test("the next occurrence has the items, none of them done, and is in the same list", async () => {
  const { body: list } = await ann("POST", "/api/lists", { name: "Groceries" });
  const { id: listId } = list as { id: string };
  const recurrence = { rrule: "FREQ=DAILY", timeZone: "UTC" };
  const task = await create({ title: "Each day", dueAt: "2099-01-01T09:00:00Z", recurrence, checklist: items, listId });
  await ann("POST", `/api/tasks/${task.id}/complete`);
  const next = async () =>
    ((await ann("GET", `/api/tasks?status=open&list=${listId}`)).body as { items: unknown[] }).items;
  await until("the next occurrence is there", async () => (await next()).length === 1);
  expect(await next()).toMatchObject([
    {
      dueAt: "2099-01-02T09:00:00.000Z",
      checklist: [
        { text: "Milk", done: false },
        { text: "Eggs", done: false },
      ],
    },
  ]);
});

test.each([
  [Array.from({ length: 101 }, (_, n) => ({ text: `Item ${n}` })), "checklist"],
  [[{ text: "" }], "checklist.0.text"],
  [[{ text: "x".repeat(201) }], "checklist.0.text"],
  [[{ text: "Milk", done: "yes" }], "checklist.0.done"],
  [[{ id: "1", text: "Milk" }], "checklist.0.id"],
  [
    [
      { id: "018f0000-0000-7000-8000-000000000000", text: "Milk" },
      { id: "018f0000-0000-7000-8000-000000000000", text: "Eggs" },
    ],
    "checklist",
  ],
])("a checklist that can't be is refused by the name of the field", async (checklist, field) => {
  const refused = await ann("POST", "/api/tasks", { title: "Shop", checklist });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ field }] } });
});

test("a task whose change would be too large for an event is refused when it is created, so that each can be completed", async () => {
  const checklist = Array.from({ length: 100 }, () => ({ text: "😀".repeat(200) }));
  expect(await ann("POST", "/api/tasks", { title: "Large", checklist })).toMatchObject({
    status: 413,
    body: { detail: expect.stringContaining("shorten its checklist") },
  });
  const { id } = await create({ checklist: Array.from({ length: 100 }, () => ({ text: "x".repeat(200) })) });
  expect((await ann("POST", `/api/tasks/${id}/complete`)).status).toBe(200);
});

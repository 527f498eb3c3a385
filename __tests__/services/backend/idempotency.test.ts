import { pageOf, taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");
const bob = api.as("bob");

const create = (key: string, task: unknown, call = ann) => call("POST", "/api/tasks", task, { "idempotency-key": key });
const count = async (title: string, call = ann): Promise<number> =>
  pageOf(taskSchema).parse((await call("GET", `/api/tasks?search=${title}`)).body).items.length;

test("a request sent again gets the first answer, and makes one task", async () => {
  const first = await create("once", { title: "Once" });
  expect(first.status).toBe(201);
  const again = await create("once", { title: "Once" });
  expect(again).toMatchObject({ status: 201, body: first.body });
  expect(again.headers.get("location")).toBe(first.headers.get("location"));
  expect(await count("Once")).toBe(1);
});

test("the answer is the first one, whatever has become of the task", async () => {
  const first = await create("deleted", { title: "Deleted" });
  await ann("DELETE", `/api/tasks/${taskSchema.parse(first.body).id}`);
  expect(await create("deleted", { title: "Deleted" })).toMatchObject({ status: 201, body: first.body });
  expect(await count("Deleted")).toBe(0);
});

test("an answer that an earlier release stored, without list, checklist and position, is given in full", async () => {
  const first = taskSchema.parse((await create("before", { title: "Before" })).body);
  await api.db.database.query(
    "update freehold.idempotency_keys set response = response - 'listId' - 'checklist' - 'position' where key = 'before'",
  );
  expect(await create("before", { title: "Before" })).toMatchObject({ status: 201, body: first });
});

test("many at the same time make one task", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => create("race", { title: "Race" })));
  expect(new Set(answers.map(({ status, body }) => `${status} ${taskSchema.parse(body).id}`)).size).toBe(1);
  expect(await count("Race")).toBe(1);
});

test("the same key with another body is refused", async () => {
  await create("taken", { title: "Taken" });
  expect(await create("taken", { title: "Another" })).toMatchObject({
    status: 422,
    body: { status: 422, title: "Idempotency key used before" },
  });
  expect(await count("Another")).toBe(0);
});

test("a key belongs to its owner", async () => {
  const anns = await create("shared", { title: "Shared" });
  const bobs = await create("shared", { title: "Shared" }, bob);
  expect(bobs).toMatchObject({ status: 201, body: { ownerId: "bob" } });
  expect(taskSchema.parse(bobs.body).id).not.toBe(taskSchema.parse(anns.body).id);
});

test.each([
  ["by its schema", { title: "" }],
  ["by its schedule", { title: "x", reminders: [{ minutesBefore: 1 }] }],
])("a request that is refused %s does not use up its key", async (what, wrong) => {
  expect(await create(what, wrong)).toMatchObject({ status: 400 });
  expect(await create(what, { title: "Right" })).toMatchObject({ status: 201 });
});

test.each(["", "x".repeat(256)])("the key %j is refused", async (key) => {
  expect(await create(key, { title: "x" })).toMatchObject({
    status: 400,
    body: { errors: [{ field: "Idempotency-Key" }] },
  });
});

test("without a key each request makes a task", async () => {
  for (let time = 0; time < 2; time += 1) await ann("POST", "/api/tasks", { title: "Twice" });
  expect(await count("Twice")).toBe(2);
});

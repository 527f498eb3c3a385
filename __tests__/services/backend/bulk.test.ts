import { z } from "zod";
import { type bulkSchema, type Outcome, outcomesSchema } from "../../../services/backend/bulk/schemas";
import { taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");
const unknown = "018f0000-0000-7000-8000-000000000000";

const created = async (fields: object = {}, call = ann) => {
  const answer = await call("POST", "/api/tasks", { title: "Sweep", ...fields });
  expect(answer).toMatchObject({ status: 201 });
  return taskSchema.parse(answer.body);
};
const many = (count: number, fields: object = {}, call = ann) =>
  Promise.all(Array.from({ length: count }, () => created(fields, call)));
const ask = (body: object, headers: Record<string, string> = {}, call = ann) =>
  call("POST", "/api/tasks/bulk", body, headers);
const bulk = async (body: z.input<typeof bulkSchema>, headers: Record<string, string> = {}, call = ann) => {
  const answer = await ask(body, headers, call);
  expect(answer.status).toBe(200);
  return outcomesSchema.parse(answer.body).outcomes;
};
const read = async (id: string) => taskSchema.parse((await ann("GET", `/api/tasks/${id}`)).body);
const ok = (id: string, version: number): Outcome => ({ id, ok: true, version });
const eventsOf = async (id: string): Promise<string[]> => {
  const { rows } = await api.db.database.query<{ type: string }>(
    `select event->>'type' as type from freehold.bus_log where topic = 'task-events' and event->>'subject' = $1
     order by position`,
    [id],
  );
  return rows.map(({ type }) => type.replace("freehold.task.", ""));
};

test("completes, reopens, deletes and restores 100 tasks, each with events of its own", async () => {
  const ids = (await many(100)).map(({ id }) => id);
  for (const [act, version] of [
    ["complete", 2],
    ["reopen", 3],
    ["delete", 3],
    ["restore", 4],
  ] as const)
    expect(await bulk({ act, ids })).toEqual(ids.map((id) => ok(id, version)));
  for (const id of [ids[0], ids[99]]) {
    const expected = ["created.v1", "completed.v1", "reopened.v1", "deleted.v1", "restored.v1"];
    expect(await eventsOf(id ?? "")).toEqual(expected);
  }
});

test("tags, takes tags away and sets the priority; what a task has already makes no event", async () => {
  const [one, other] = await Promise.all([created({ tags: ["a"] }), created({ tags: ["a", "b"], priority: "high" })]);
  const ids = [one.id, other.id];
  expect(await bulk({ act: "tag", ids, tags: ["b"] })).toEqual([ok(one.id, 2), ok(other.id, 1)]);
  expect(await bulk({ act: "untag", ids, tags: ["a", "c"] })).toEqual([ok(one.id, 3), ok(other.id, 2)]);
  expect(await bulk({ act: "priority", ids, priority: "high" })).toEqual([ok(one.id, 4), ok(other.id, 2)]);
  expect(await read(one.id)).toMatchObject({ tags: ["b"], priority: "high" });
  expect(await eventsOf(other.id)).toEqual(["created.v1", "updated.v1"]);
});

test("moves due dates by days, and the time of day stays when the clocks change", async () => {
  const { id } = await created({ dueAt: "2099-03-28T08:00:00.250Z", reminders: [{ minutesBefore: 60 }] });
  expect(await bulk({ act: "shiftDue", ids: [id], days: 1, timeZone: "Europe/Berlin" })).toEqual([ok(id, 2)]);
  expect(await read(id)).toMatchObject({
    dueAt: "2099-03-29T07:00:00.250Z",
    reminders: [{ remindAt: "2099-03-29T06:00:00.250Z" }],
  });
  expect(await bulk({ act: "shiftDue", ids: [id], days: -2, timeZone: "Europe/Berlin" })).toEqual([ok(id, 3)]);
  expect(await read(id)).toMatchObject({ dueAt: "2099-03-27T08:00:00.250Z" });
});

test("moves tasks to a list and back to the default one, and refuses a list that is another owner's", async () => {
  const listOf = async (call: typeof ann) =>
    z.object({ id: z.string() }).parse((await call("POST", "/api/lists", { name: "Home" })).body).id;
  const [home, foreign] = [await listOf(ann), await listOf(api.as("bob"))];
  const [one, other] = [await created(), await created({ listId: home })];
  const ids = [one.id, other.id];
  expect(await bulk({ act: "move", ids, listId: home })).toEqual([ok(one.id, 2), ok(other.id, 1)]);
  expect(await ask({ act: "move", ids, listId: foreign })).toMatchObject({
    status: 400,
    body: { errors: [{ field: "listId" }] },
  });
  expect(await bulk({ act: "move", ids, listId: null })).toEqual([ok(one.id, 3), ok(other.id, 2)]);
});

test("each refusal is its task's own, and takes no other with it", async () => {
  const [open, done, full] = await Promise.all([
    created(),
    created(),
    created({ tags: Array.from({ length: 20 }, (_, n) => `t${n}`) }),
  ]);
  await ann("POST", `/api/tasks/${done.id}/complete`);
  const foreign = await created({}, api.as("bob"));
  const ids = [unknown, open.id, done.id, full.id, foreign.id];
  expect(await bulk({ act: "tag", ids, tags: ["new"] })).toMatchObject([
    { id: unknown, ok: false, problem: { status: 404 } },
    ok(open.id, 2),
    { id: done.id, ok: false, problem: { status: 409, detail: "A completed task can't be changed any more." } },
    { id: full.id, ok: false, problem: { status: 400, errors: [{ field: "tags" }] } },
    { id: foreign.id, ok: false, problem: { status: 404 } },
  ]);
  expect(await bulk({ act: "shiftDue", ids: [open.id], days: 1, timeZone: "UTC" })).toMatchObject([
    { ok: false, problem: { status: 409, detail: "The task has no due date to move." } },
  ]);
});

test.each([
  ["a used up quota", "FQ001", { status: 429, quota: { limit: 5 } }],
  ["a clash with another transaction", "40P01", { status: 503 }],
])("%s that shows at the end of a chunk takes no other task with it", async (_what, code, problem) => {
  const tasks = await many(30);
  const ids = tasks.map(({ id }) => id);
  const refused = ids[7] ?? "";
  await api.db.database.query(
    `create function public.refuse() returns trigger language plpgsql as $$ begin
       if new.id = '${refused}' then raise exception 'tasks' using errcode = '${code}', detail = 5; end if;
       return new;
     end $$;
     create constraint trigger refuse after update on freehold.tasks deferrable initially deferred
       for each row execute function public.refuse()`,
  );
  const outcomes = await bulk({ act: "priority", ids, priority: "low" }).finally(() =>
    api.db.database.query("drop trigger refuse on freehold.tasks; drop function public.refuse"),
  );
  expect(outcomes).toMatchObject(ids.map((id) => (id === refused ? { id, ok: false, problem } : ok(id, 2))));
});

test("with an idempotency key, a repeated request acts once on each task and gets the same outcomes", async () => {
  const ids = (await many(30, { dueAt: "2099-01-01T08:00:00Z" })).map(({ id }) => id);
  const headers = { "idempotency-key": "shift-once" };
  const shift = { act: "shiftDue", days: 1, timeZone: "UTC" } as const;
  const part = await bulk({ ...shift, ids: ids.slice(0, 10) }, headers);
  const answers = await Promise.all([1, 2, 3].map(() => bulk({ ...shift, ids: [...ids, unknown] }, headers)));
  for (const outcomes of answers) {
    expect(outcomes.slice(0, 30)).toEqual(ids.map((id) => ok(id, 2)));
    expect(outcomes[30]).toMatchObject({ id: unknown, ok: false, problem: { status: 404 } });
  }
  expect(answers[0]?.slice(0, 10)).toEqual(part);
  const removal = { "idempotency-key": "delete-once" };
  const first = await bulk({ act: "delete", ids }, removal);
  expect(await bulk({ act: "delete", ids }, removal)).toEqual(first);
  expect(await ask({ act: "restore", ids }, removal)).toMatchObject({ status: 422 });
  expect(await bulk({ act: "restore", ids }, { "idempotency-key": "delete-once" }, api.as("bob"))).toMatchObject(
    ids.map((id) => ({ id, ok: false, problem: { status: 404 } })),
  );
});

test("requests for the same tasks in another order wait for each other, and none fails", async () => {
  const ids = (await many(25)).map(({ id }) => id);
  const acts = [1, 2, 3, 4].map((n) =>
    bulk({ act: "tag", ids: n % 2 === 0 ? ids : [...ids].reverse(), tags: [`t${n}`] }, { "idempotency-key": `t${n}` }),
  );
  for (const outcomes of await Promise.all(acts)) expect(outcomes.every(({ ok: fine }) => fine)).toBe(true);
  expect((await read(ids[0] ?? "")).tags.sort()).toEqual(["t1", "t2", "t3", "t4"]);
});

test.each<[string, object, string]>([
  ["no id", { act: "complete", ids: [] }, "ids"],
  ["101 ids", { act: "complete", ids: Array.from({ length: 101 }, () => unknown) }, "ids"],
  ["an unknown act", { act: "explode", ids: [unknown] }, "act"],
  ["a field of another act", { act: "complete", ids: [unknown], tags: ["a"] }, "tags"],
  ["no time zone", { act: "shiftDue", ids: [unknown], days: 1 }, "timeZone"],
])("%s is refused, and the field named", async (_what, body, field) => {
  expect(await ask(body)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
});

test("an unknown act is told which there are, and GET is no request for a task of that name", async () => {
  expect((await ask({ act: "explode", ids: [unknown] })).body).toMatchObject({
    detail: "act: must be complete, reopen, delete, restore, tag, untag, priority, move or shiftDue",
  });
  expect(await ann("GET", "/api/tasks/bulk")).toMatchObject({ status: 405 });
});

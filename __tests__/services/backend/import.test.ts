import { z } from "zod";
import { service as auditConsumer } from "../../../services/audit-consumer/service";
import { pageOf, taskSchema } from "../../../services/backend/schemas";
import { service as reminderConsumer } from "../../../services/reminder-consumer/service";
import { useBackend } from "../../helpers/backend";
import { fileOf } from "../../helpers/backend-file";
import { answerOf, importer, problemsOf } from "../../helpers/import-file";
import { until } from "../../helpers/until";

const api = useBackend(auditConsumer, reminderConsumer);
const send = importer(() => api.url);
const tasksOf = async (user: string) => pageOf(taskSchema).parse((await api.as(user)("GET", "/api/tasks")).body).items;

const fileWith = (...tasks: object[]) => JSON.stringify({ format: "freehold", version: 1, tasks }, null, 1);
const uuid = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, "0")}`;

test("a dry run says what would be made, and makes nothing", async () => {
  const file = fileWith({ title: "Rent", tags: ["home"] }, { title: "Done", status: "completed" });
  const answer = await send("dry", "json", file, { query: "&dryRun=true" });
  expect(answer).toMatchObject({
    status: 200,
    body: {
      dryRun: true,
      created: 2,
      existing: 0,
      notes: [],
      tasks: [
        { title: "Rent", status: "open", tags: ["home"] },
        { title: "Done", status: "completed" },
      ],
    },
  });
  expect(await tasksOf("dry")).toEqual([]);
});

test("an imported task has its history, and its reminder is set", async () => {
  const answer = await send(
    "ann",
    "json",
    fileWith({ title: "Remind me", dueAt: "2099-01-01T09:00:00Z", reminders: [{ minutesBefore: 5 }] }),
  );
  expect(answerOf(answer).created).toBe(1);
  const [task] = await tasksOf("ann");
  await until("the reminder is set", async () => (await tasksOf("ann"))[0]?.reminders[0]?.status === "scheduled");
  const history = await until("the history begins", async () => {
    const { body } = await api.as("ann")("GET", `/api/tasks/${task?.id}/history`);
    const { items } = z.object({ items: z.array(z.object({ type: z.string() })) }).parse(body);
    return items.length > 0 ? items : undefined;
  });
  expect(history[0]?.type).toBe("freehold.task.created.v1");
  expect(await tasksOf("bob")).toEqual([]);
});

test("the same file twice makes nothing twice, with a key or without", async () => {
  const file = fileWith({ id: uuid(1), title: "One" }, { title: "Two" });
  const headers = { "idempotency-key": "twice" };
  const first = await send("twice", "json", file, { headers });
  expect(first).toMatchObject({ status: 200, body: { created: 2, existing: 0 } });
  expect((await send("twice", "json", file, { headers })).body).toEqual(first.body);
  expect(await send("twice", "json", file)).toMatchObject({ body: { created: 0, existing: 2 } });
  expect(await tasksOf("twice")).toHaveLength(2);
  expect(await send("twice", "json", fileWith({ title: "Three" }), { headers })).toMatchObject({ status: 422 });
});

test("an export goes back into the account that it came from without a copy", async () => {
  const call = api.as("back");
  const kept = taskSchema.parse((await call("POST", "/api/tasks", { title: "Kept" })).body);
  const lost = taskSchema.parse((await call("POST", "/api/tasks", { title: "Lost" })).body);
  const { text } = await fileOf(api.url, "back", "/api/export");
  await call("DELETE", `/api/tasks/${lost.id}`);
  expect(await send("back", "json", text)).toMatchObject({ body: { created: 1, existing: 1 } });
  expect(await send("back", "json", text)).toMatchObject({ body: { created: 0, existing: 2 } });
  const titles = (await tasksOf("back")).map(({ title, id }) => [title, id === kept.id]);
  expect(titles).toEqual(
    expect.arrayContaining([
      ["Kept", true],
      ["Lost", false],
    ]),
  );
});

test("two owners may import the same file, and neither learns of the other", async () => {
  const file = fileWith({ id: uuid(7), title: "Shared" });
  for (const user of ["carl", "dora"]) {
    expect(await send(user, "json", file, { query: "&dryRun=true" })).toMatchObject({
      body: { created: 1, existing: 0 },
    });
    expect(await send(user, "json", file)).toMatchObject({ body: { created: 1, existing: 0 } });
  }
  const ids = [...(await tasksOf("carl")), ...(await tasksOf("dora"))].map(({ id }) => id);
  expect(new Set([...ids, uuid(7)]).size).toBe(3);
});

test("a bad file is refused whole, with the line of each problem", async () => {
  const file = `{
  "format": "freehold", "version": 1,
  "tasks": [
    { "title": "Good" },
    { "title": "", "tags": ["a \\" ] }"] },
    {
      "title": "Late", "dueAt": "tomorrow" },
    { "title": "Rule", "dueAt": "2027-01-01T00:00:00Z", "recurrence": { "rrule": "FREQ=HOURLY", "timeZone": "UTC" } },
    7
  ]
}`;
  const answer = await send("bad", "json", file);
  expect(answer).toMatchObject({ status: 400, body: { title: "Invalid file" } });
  expect(problemsOf(answer).map(([line, field]) => [line, field])).toEqual([
    [5, "tasks.1.title"],
    [6, "tasks.2.dueAt"],
    [8, "tasks.3.recurrence.rrule"],
    [9, "tasks.4"],
  ]);
  expect(await tasksOf("bad")).toEqual([]);
});

test.each([
  ["no JSON", '{"format":"freehold",\n"tasks":[}', [[2, "JSON", "is not valid"]]],
  ["a cut one", '{"format":"freehold",\n"tasks":[', [[2, "JSON", "is not valid"]]],
  ["another format", '{"format":"x"}', [[1, "format", 'must be "freehold"']]],
  [
    "a later version",
    '{"format":"freehold","version":2}',
    [[1, "version", "must be 1, the one that this release reads"]],
  ],
  ["no list", '{"format":"freehold","version":1,"tasks":{}}', [[1, "tasks", "must be a list"]]],
  [
    "an id twice",
    fileWith({ id: uuid(1), title: "a" }, { id: uuid(1), title: "b" }),
    [[9, "id", "is that of the task in line 5"]],
  ],
])("%s is refused", async (_what, file, problems) => {
  expect(problemsOf(await send("bad", "json", file))).toEqual(problems);
});

test.each(["seriesStart", "localTime"])("an occurrence with an impossible %s is refused", async (field) => {
  const occurrence = { seriesId: uuid(1), seriesStart: "2027-01-01T09:00:00", localTime: "2027-01-01T09:00:00" };
  const file = fileWith({
    title: "x",
    status: "completed",
    dueAt: "2027-01-01T09:00:00Z",
    recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC" },
    occurrence: { ...occurrence, [field]: "2027-13-45T99:00:00" },
  });
  expect(problemsOf(await send("bad", "json", file))).toEqual([
    [5, `tasks.0.occurrence.${field}`, "must be a local time such as 2027-01-31T09:00:00"],
  ]);
});

test("a file that tells of more than 100 problems tells 100", async () => {
  const answer = await send("bad", "json", fileWith(...Array.from({ length: 150 }, () => ({}))));
  expect(problemsOf(answer)).toHaveLength(100);
});

test("a file that would pass a quota is refused before anything is written", async () => {
  const { database } = api.db;
  const file = fileWith(...Array.from({ length: 150 }, (_, n) => ({ title: `Task ${n}` })));
  await database.query(
    "insert into freehold.owner_use (owner_id, tasks, day, changes, history_bytes) values ('full', 19900, now() at time zone 'utc', 0, 0), ('busy', 0, now() at time zone 'utc', 4300, 0)",
  );
  for (const [user, name] of [
    ["full", "tasks"],
    ["busy", "changesPerDay"],
  ] as const) {
    for (const query of ["", "&dryRun=true"]) {
      const answer = await send(user, "json", file, { query });
      expect(answer).toMatchObject({ status: 429, body: { quota: { name } } });
      expect(JSON.stringify(answer.body)).toMatch(/100 more/);
    }
    expect(await tasksOf(user)).toEqual([]);
  }
});

test("an import that is interrupted is completed by the same file", async () => {
  const all = Array.from({ length: 250 }, (_, n) => ({ id: uuid(1_000 + n), title: `Task ${n}` }));
  await send("killed", "json", fileWith(...all.slice(0, 100)));
  expect(await send("killed", "json", fileWith(...all))).toMatchObject({ body: { created: 150, existing: 100 } });
});

test("a file may have 10 MB, and what is not UTF-8 is refused", async () => {
  const large = await send("large", "json", `"${"x".repeat(10_000_000)}"`);
  expect(large).toMatchObject({
    status: 413,
    body: { title: "Too large", detail: expect.stringContaining("10000000") },
  });
  expect(await send("large", "json", Buffer.from([0x22, 0xff, 0x22]))).toMatchObject({ status: 400 });
  const other = await send("large", "json", "x", { headers: { "content-type": "text/plain" } });
  expect(other.status).toBe(415);
});

test("while a file of an owner is in hand, another one waits", async () => {
  const file = fileWith(...Array.from({ length: 500 }, (_, n) => ({ title: `Task ${n}` })));
  const statuses = (await Promise.all(Array.from({ length: 4 }, () => send("eager", "json", file)))).map(
    (a) => a.status,
  );
  expect([...new Set(statuses)].sort()).toEqual([200, 409]);
  expect(answerOf(await send("eager", "json", file)).created).toBe(0);
});

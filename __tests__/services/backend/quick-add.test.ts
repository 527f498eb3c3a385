import Fastify from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { quickAddRoute } from "../../../services/backend/quick-add-route";
import { quickAddPreviewSchema } from "../../../services/backend/quick-add-schemas";
import { pageOf, taskSchema } from "../../../services/backend/schemas";
import type { ServiceContext } from "../../../services/runtime/host/service";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");
const timeZone = "Europe/Berlin";
const text = "pay rent every month on the 31st 9am #home !high remind 1h before";

const add = (body: object, headers?: Record<string, string>) =>
  ann("POST", "/api/quick-add", { timeZone, ...body }, headers);
const preview = (body: object) => ann("POST", "/api/quick-add?preview=true", { timeZone, ...body });
const count = async (title: string): Promise<number> =>
  pageOf(taskSchema).parse((await ann("GET", `/api/tasks?search=${title}`)).body).items.length;

test("a preview answers the task, its dates, spans and notes, and creates nothing", async () => {
  const { status, body } = await preview({ text });
  expect(status).toBe(200);
  const { task, spans, dates, notes } = quickAddPreviewSchema.parse(body);
  expect(task).toMatchObject({
    title: "pay rent",
    priority: "high",
    tags: ["home"],
    dueAt: dates[0],
    reminders: [{ minutesBefore: 60 }],
    recurrence: { rrule: "FREQ=MONTHLY;BYMONTHDAY=31", timeZone },
  });
  expect(dates).toHaveLength(3);
  expect(spans.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toContainEqual([
    "repeat",
    "every month on the 31st",
  ]);
  expect(notes[0]).toMatchObject({ code: "MONTHS_WITHOUT_DAY", values: { day: 31 } });
  expect(notes[0]?.message).toContain("Months without a 31st");
  expect(await count("rent")).toBe(0);
});

test("a text without a date is due today if the request says so, and any other as its words say", async () => {
  const dayOf = async (words: string, more = {}) => {
    const { dueAt } = quickAddPreviewSchema.parse((await preview({ text: words, ...more })).body).task;
    return dueAt && new Date(dueAt).toLocaleDateString("en-CA", { timeZone });
  };
  const dueIfNone = "today";
  const today = new Date().toLocaleDateString("en-CA", { timeZone });
  expect(await dayOf("call mum")).toBe(null);
  expect(await dayOf("call mum", { dueIfNone })).toBe(today);
  expect(await dayOf("call mum remind 5m before", { dueIfNone })).toBe(today);
  expect(await dayOf("call mum on 24 december 2099", { dueIfNone })).toBe("2099-12-24");
  expect(await dayOf("call mum every day", { dueIfNone })).toBe(await dayOf("call mum every day"));
});

test("tags beside the text come after those of the text, each once", async () => {
  const tagsOf = async (words: string, tags: string[]) =>
    quickAddPreviewSchema.parse((await preview({ text: words, tags })).body).task.tags;
  expect(await tagsOf("call mum", ["home"])).toEqual(["home"]);
  expect(await tagsOf("call mum #family #home", ["home", "two words"])).toEqual(["family", "home", "two words"]);
  expect((await preview({ text: "call mum", tags: ["x".repeat(51)] })).status).toBe(400);
});

test("the task is created as the preview shows it", async () => {
  const shown = quickAddPreviewSchema.parse((await preview({ text })).body).task;
  const created = await add({ text });
  expect(created.status).toBe(201);
  const task = taskSchema.parse(created.body);
  expect(task).toMatchObject({ ...shown, reminders: [{ minutesBefore: 60 }], ownerId: "ann", version: 1 });
  expect(created.headers.get("location")).toBe(`/api/tasks/${task.id}`);
  expect((await ann("GET", `/api/tasks/${task.id}`)).body).toEqual(task);
});

test("a key makes one task, and stands for what was sent", async () => {
  const key = { "idempotency-key": "quick" };
  const first = await add({ text: "Once tomorrow" }, key);
  expect(await add({ text: "Once tomorrow" }, key)).toMatchObject({ status: 201, body: first.body });
  expect(await count("Once")).toBe(1);
  expect((await add({ text: "Once friday" }, key)).status).toBe(422);
  expect((await ann("POST", "/api/tasks", { title: "Once" }, key)).status).toBe(422);
});

test("German is read where it is asked for", async () => {
  const german = { text: "Miete jeden Monat am 1. um 9 Uhr", languages: ["de", "en"] };
  expect((await preview(german)).body).toMatchObject({
    task: { title: "Miete", recurrence: { rrule: "FREQ=MONTHLY;BYMONTHDAY=1" } },
  });
});

test.each([
  ["no title", { text: "tomorrow 9am #home" }, "title", "needs a word"],
  ["an empty text", { text: "" }, "title", "needs a word"],
  ["a rule without a date", { text: "x every 30 feb" }, "recurrence.rrule", "gives no date"],
  ["an end before the first date", { text: "x every 24 dec until tomorrow" }, "recurrence.rrule", "UNTIL"],
  ["a reminder without a due date", { text: "x remind 5m before" }, "reminders", "needs a due date"],
  ["a reminder that is too early", { text: "x friday remind 9w before" }, "reminders.0.minutesBefore", "or less"],
  ["a tag that is too long", { text: `x #${"a".repeat(51)}` }, "tags.0", "longer than 50"],
  ["a text that is too long", { text: "x".repeat(201) }, "text", "longer than 200"],
  ["an unknown zone", { text: "x", timeZone: "Mars/Base" }, "timeZone", "is unknown"],
  ["an unknown language", { text: "x", languages: ["fr"] }, "languages.0", "en or de"],
])("%s is refused at its field, in the preview as in the creation", async (_what, body, field, message) => {
  const refused = await add(body);
  expect(refused).toMatchObject({
    status: 400,
    body: { errors: [{ field, message: expect.stringContaining(message) }] },
  });
  expect(await preview(body)).toEqual({ ...refused, headers: expect.anything() });
});

test("a text that is sent late counts from when it was written, under the same key as a try that had no answer", async () => {
  const headers = { "idempotency-key": "late" };
  const said = { text: "water tomorrow 9am", languages: ["en"] };
  const late = await add({ ...said, saidAt: "2020-02-01T12:00:00+01:00" }, headers);
  expect(late).toMatchObject({ status: 201, body: { dueAt: "2020-02-02T08:00:00.000Z" } });
  expect(await add(said, headers)).toMatchObject({ status: 201, body: late.body });
  const ahead = await preview({ ...said, saidAt: "2999-01-01T00:00:00Z" });
  expect(ahead.body).toEqual((await preview(said)).body);
});

test("a preview asks the database nothing: it may sleep on", async () => {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const refuse = () => {
    throw new Error("A preview has asked the database");
  };
  const context = { authenticate: async () => ({ ownerId: "ann", actor: "ann", roles: [] }), database: refuse };
  quickAddRoute(app, context as unknown as ServiceContext);
  const ask = (url: string) => app.inject({ method: "POST", url, payload: { text, timeZone } });
  expect((await ask("/api/quick-add?preview=true")).statusCode).toBe(200);
  expect((await ask("/api/quick-add")).json()).toMatchObject({ message: "A preview has asked the database" });
  await app.close();
});

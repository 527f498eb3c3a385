import { taskSchema } from "../../../services/backend/schemas";
import { type Envelope, envelopeSchema } from "../../../services/contracts/envelope";
import { maxEventBytes } from "../../../services/contracts/limits";
import { writeEvent } from "../../../services/runtime/outbox/outbox";
import { useBackend } from "../../helpers/backend";
import { aTask } from "../../helpers/events";
import { until } from "../../helpers/until";

const api = useBackend();
const ann = api.as("ann");
const query = <Row extends object>(text: string, values?: unknown[]) => api.db.database.query<Row>(text, values);

/** The events of a task on a topic as they arrived on the transport, once there are `count` of them. */
const published = (topic: string, id: string, count: number): Promise<Envelope[]> =>
  until(`${count} events on ${topic}`, async () => {
    const { rows } = await query<{ event: unknown }>(
      "select event from freehold.bus_log where topic = $1 and event ->> 'subject' = $2 order by position",
      [topic, id],
    );
    return rows.length < count ? undefined : rows.map(({ event }) => envelopeSchema.parse(event));
  });

const create = async (headers?: Record<string, string>) =>
  taskSchema.parse((await ann("POST", "/api/tasks", { title: "Water the plants" }, headers)).body);

test("each change is told on both topics, in order, with who did it and what was there before", async () => {
  const { id } = await create();
  await ann("PATCH", `/api/tasks/${id}`, { title: "Water the garden" });
  await ann("POST", `/api/tasks/${id}/complete`);
  await ann("DELETE", `/api/tasks/${id}`);

  const events = await published("task-events", id, 4);
  expect(events.map(({ type, sequence }) => [sequence, type])).toEqual([
    [1, "freehold.task.created.v1"],
    [2, "freehold.task.updated.v1"],
    [3, "freehold.task.completed.v1"],
    [4, "freehold.task.deleted.v1"],
  ]);
  expect(new Set(events.map((event) => event.id)).size).toBe(4);
  for (const event of events) {
    expect(event).toMatchObject({
      specversion: "1.0",
      source: "/freehold/backend",
      subject: id,
      partitionkey: id,
      datacontenttype: "application/json",
      ownerid: "ann",
      actor: "ann",
      traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
    });
  }
  expect(events[1]?.data).toMatchObject({ before: { title: "Water the plants" }, task: { title: "Water the garden" } });
  expect(events[2]?.data).toMatchObject({ before: { status: "open" }, task: { status: "completed" } });
  expect(events[3]?.data).toMatchObject({ before: { id, status: "completed" } });

  const updates = await published("task-updates", id, 4);
  expect(updates.map(({ type, sequence }) => [sequence, type])).toEqual([
    [1, "freehold.task-update.changed.v1"],
    [2, "freehold.task-update.changed.v1"],
    [3, "freehold.task-update.changed.v1"],
    [4, "freehold.task-update.removed.v1"],
  ]);
});

test("events continue the trace of their request, each with a span of its own", async () => {
  const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
  const traceparent = `00-${trace}-00f067aa0ba902b7-00`;
  const { id } = await create({ traceparent });
  await ann("PATCH", `/api/tasks/${id}`, { title: "Other" }, { traceparent });
  await ann("POST", `/api/tasks/${id}/complete`, undefined, { traceparent });
  await ann("DELETE", `/api/tasks/${id}`, undefined, { traceparent });
  const given = (await published("task-events", id, 4)).map((event) => event.traceparent);
  expect(given).toEqual(Array(4).fill(expect.stringMatching(`^00-${trace}-[0-9a-f]{16}-00$`)));
  expect(new Set([traceparent, ...given]).size).toBe(5);
});

test.each([
  "garbage",
  "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
  "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
])("a malformed traceparent begins a new trace: %s", async (traceparent) => {
  const { id } = await create({ traceparent });
  const [event] = await published("task-events", id, 1);
  expect(event?.traceparent).toMatch(/^00-(?!0{32}|4bf92f35)[0-9a-f]{32}-[0-9a-f]{16}-01$/);
});

describe("when the event can't be written", () => {
  const everyPlace = (statement: (table: string) => string) =>
    query(["freehold.outbox", "freehold.bus_log"].map(statement).join("; "));
  beforeAll(async () => {
    await query(
      "create function public.refuse() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$",
    );
    await everyPlace(
      (table) => `create trigger refuse before insert on ${table} for each row execute function public.refuse()`,
    );
  });
  afterAll(() => everyPlace((table) => `drop trigger refuse on ${table}`));

  const problem = { title: "Internal error", status: 500, detail: "The failure is in the service's log." };

  test("no task is created, the key is not used up, and the answer tells nothing of the cause", async () => {
    const key = { "idempotency-key": "failed" };
    expect(await ann("POST", "/api/tasks", { title: "Unheard" }, key)).toMatchObject({ status: 500, body: problem });
    expect((await query("select from freehold.tasks where title = 'Unheard'")).rowCount).toBe(0);
    expect((await query("select from freehold.idempotency_keys where key = 'failed'")).rowCount).toBe(0);
  });

  test.each([
    ["changed", "PATCH", "", { title: "Other" }],
    ["completed", "POST", "/complete", undefined],
    ["deleted", "DELETE", "", undefined],
  ])("no task is %s", async (_what, method, suffix, body) => {
    await everyPlace((table) => `alter table ${table} disable trigger refuse`);
    const task = await create();
    await everyPlace((table) => `alter table ${table} enable trigger refuse`);
    expect((await ann(method, `/api/tasks/${task.id}${suffix}`, body)).status).toBe(500);
    expect((await ann("GET", `/api/tasks/${task.id}`)).body).toEqual(task);
  });
});

test.each(["x", "<", "\u0001", "😀"])(
  "the largest task that the API takes, made of %j, fits into an event",
  async (filling) => {
    // A control character is six bytes in JSON, but has no place in a title or a tag: the largest there has four.
    const inLine = filling < " " ? "😀" : filling;
    const largest = {
      title: inLine.repeat(200),
      description: filling.repeat(10_000),
      tags: Array.from({ length: 20 }, (_, index) => `${String.fromCharCode(97 + index)}${inLine.repeat(48)}x`),
      dueAt: "2099-01-01T00:00:00Z",
      reminders: [1, 2, 3, 4, 5].map((minutesBefore) => ({ minutesBefore })),
      recurrence: { rrule: "FREQ=DAILY", timeZone: "America/Argentina/ComodRivadavia" },
    };
    const owner = api.as("o".repeat(200));
    const answer = await owner("POST", "/api/tasks", largest);
    expect(answer.status).toBe(201);
    const { id } = taskSchema.parse(answer.body);
    // Carries the task before and after.
    expect((await owner("PATCH", `/api/tasks/${id}`, { priority: "high" })).status).toBe(200);
    const [, change] = await published("task-events", id, 2);
    expect(Buffer.byteLength(JSON.stringify(change))).toBeLessThanOrEqual(maxEventBytes);
  },
);

test("an event that some transport would not carry is refused, with what it was to tell of", async () => {
  const { id } = await create();
  const data = { task: aTask({ id, title: "x".repeat(maxEventBytes) }) };
  const type = "freehold.task.created.v1";
  const write = api.db.database.transaction(async (tx) =>
    writeEvent(tx, "backend", { type, subject: id, ownerId: "ann", actor: "ann", data }),
  );
  await expect(write).rejects.toMatchObject({
    code: "EVENT_TOO_LARGE",
    message: expect.stringContaining(`more than the ${maxEventBytes}`),
  });
  const { rows } = await query("select from freehold.outbox where length(event::text) > $1", [maxEventBytes]);
  expect(rows).toEqual([]);
});

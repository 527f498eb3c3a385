import { z } from "zod";
import { service as auditConsumer } from "../../../services/audit-consumer/service";
import { eventPageSchema, eventStorySchema } from "../../../services/backend/event-schemas";
import { taskSchema } from "../../../services/backend/schemas";
import { service as notification } from "../../../services/notification/service";
import { service as recurringTaskConsumer } from "../../../services/recurring-task-consumer/service";
import { service as reminderConsumer } from "../../../services/reminder-consumer/service";
import { useBackend } from "../../helpers/backend";
import { until } from "../../helpers/until";

const api = useBackend(auditConsumer, recurringTaskConsumer, reminderConsumer, notification);
const ann = api.as("ann");
const operator = api.as("olga", ["operator"]);
const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const unknown = "018f0000-0000-7000-8000-000000000000";

const search = async (query: string) =>
  eventPageSchema.parse((await operator("GET", `/api/operator/events?${query}`)).body);
const show = async (id: string) => eventStorySchema.parse((await operator("GET", `/api/operator/events/${id}`)).body);
const typesOf = (items: readonly { type: string }[]) => items.map(({ type }) => type.replace(/^freehold\.|\.v1$/g, ""));

let id = "";
let completed = "";
beforeAll(async () => {
  const task = {
    title: "Weekly",
    dueAt: "2099-01-05T09:00:00Z",
    reminders: [{ minutesBefore: 10 }],
    recurrence: { rrule: "FREQ=WEEKLY", timeZone: "UTC" },
  };
  id = taskSchema.parse((await ann("POST", "/api/tasks", task)).body).id;
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
  await ann("POST", `/api/tasks/${id}/complete`, undefined, { traceparent });
  await until("every consumer is done", async () => {
    const { rows } = await api.db.database.query<{ left: number }>(
      `select count(*) as left from freehold.bus_offsets o
       where position < (select max(position) from freehold.bus_log l where l.topic = o.topic)`,
    );
    return rows[0]?.left === 0;
  });
  await until("the history has the trace", async () => {
    const { items } = await search(`trace=${traceId}`);
    const recorded = items.filter(({ foundIn }) => foundIn === "history");
    completed = recorded.find(({ type }) => type === "freehold.task.completed.v1")?.id ?? "";
    return recorded.length === 4;
  });
});

test("one event is followed from its request through outbox and topic to each consumer", async () => {
  const { event, topic, steps, envelope } = await show(completed);
  expect(event).toMatchObject({
    type: "freehold.task.completed.v1",
    subject: id,
    ownerId: "ann",
    traceId,
    causedBy: null,
  });
  expect(topic).toBe("task-events");
  expect(envelope).toMatchObject({ id: completed, sequence: 2 });
  expect(steps.map(({ where, what }) => `${where}: ${what}`)).toEqual([
    `backend: written by ann, trace ${traceId}, sequence 2, no event caused it, or none is recorded`,
    expect.stringMatching(/^task-events: moved from the outbox to the log, position \d+$/),
    expect.stringMatching(/^audit-consumer: claimed and applied/),
    "audit-consumer: wrote the history",
    expect.stringMatching(/^recurring-task-consumer: claimed and applied/),
    expect.stringMatching(/^recurring-task-consumer: emitted freehold.task.created.v1 \(/),
    expect.stringMatching(/^recurring-task-consumer: emitted freehold.task-update.changed.v1 \(/),
    expect.stringMatching(/^reminder-consumer: claimed and applied/),
    expect.stringMatching(/^reminder-consumer: emitted freehold.reminder.cancelled.v1 \(/),
  ]);
});

test("causes and consequences are a tree, also of another task, and from any of its events", async () => {
  const { trace } = await show(completed);
  const tree = trace.events.map(({ depth, type }) => `${"  ".repeat(depth)}${typesOf([{ type }])}`).sort();
  expect(tree).toEqual(
    [
      "task.completed",
      "  task.created",
      "    reminder.scheduled",
      "  task-update.changed",
      "  reminder.cancelled",
      "task-update.changed",
    ].sort(),
  );
  expect(trace.complete).toBe(true);
  const scheduled = trace.events.find(({ type }) => type === "freehold.reminder.scheduled.v1");
  expect(scheduled?.subject).not.toBe(id);
  expect((await show(scheduled?.id ?? "")).trace.events).toEqual(trace.events);
});

test("a history alone still tells trace and causes, and what it can't tell", async () => {
  const before = await show(completed);
  await api.db.database.query("delete from freehold.bus_log where event ->> 'id' = $1", [completed]);
  const { event, envelope, steps, trace, notKnown } = await show(completed);
  expect(event).toEqual(before.event);
  expect(envelope).toBeUndefined();
  expect(trace).toEqual(before.trace);
  expect(steps).toContainEqual({
    at: null,
    where: "task-events",
    what: "no longer in the log, or beyond what was searched",
  });
  expect(notKnown).toContain("The whole event and its sequence: only its history is left here.");
});

test.each<[string, () => string, string[]]>([
  ["the task", () => `task=${id}&type=freehold.task.created.v1`, ["task.created"]],
  ["the id", () => `id=${completed}`, ["task.completed"]],
  ["the type", () => "type=freehold.reminder.cancelled.v1", ["reminder.cancelled"]],
  ["another owner", () => "owner=bob", []],
  ["an old time", () => "until=2020-01-01T00:00:00Z", []],
  ["a time to come", () => "since=2090-01-01T00:00:00Z", []],
])("a search by %s", async (_what, query, expected) => {
  const { items, nextCursor } = await search(query());
  expect(typesOf(items)).toEqual(expected);
  expect(nextCursor).toBeNull();
});

test("pages join without loss or double, newest first", async () => {
  const all = (await search(`owner=ann&limit=100`)).items.filter(({ foundIn }) => foundIn === "history");
  const joined: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page = await search(`owner=ann&limit=2${cursor && `&cursor=${cursor}`}`);
    joined.push(...page.items.filter(({ foundIn }) => foundIn === "history").map((event) => event.id));
    cursor = page.nextCursor;
  }
  expect(joined).toEqual(all.map((event) => event.id));
  expect(joined).toEqual([...joined].sort().reverse());
});

test("an event that no table has is 404, what can't be asked 400 by its name", async () => {
  expect(await operator("GET", `/api/operator/events/${unknown}`)).toMatchObject({ status: 404 });
  for (const query of ["trace=x", "task=1", "since=now", "limit=0", "cursor=nonsense"]) {
    const { status, body } = await operator("GET", `/api/operator/events?${query}`);
    const { errors } = z.object({ errors: z.array(z.object({ field: z.string() })) }).parse(body);
    expect([status, errors[0]?.field]).toEqual([400, query.split("=")[0]]);
  }
});

import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import {
  countsSchema,
  historySchema,
  parkedPageSchema,
  pictureSchema,
} from "../../../../services/backend/ops/ops-schemas";
import { defineService } from "../../../../services/contracts/service-definition";
import { defineConsumer } from "../../../../services/runtime/consumer/consumer";
import type { Service } from "../../../../services/runtime/host/service";
import { useBackend } from "../../../helpers/backend";
import { until } from "../../../helpers/until";

/** What the handlers do with a title. */
const poison = "poison";
const slow = "slow";
let release: () => void = () => {};
const released = new Promise<void>((resolve) => {
  release = resolve;
});

const definition = defineService({
  name: "audit-consumer",
  subscribes: [{ topic: "task-events", delivery: "shared" }],
  poolMax: 2,
});
const consumer: Service = {
  definition,
  create: () => ({
    consumer: defineConsumer(definition, {
      "freehold.task.created.v1": async ({ data }) => {
        if (data.task.title === poison) throw new Error("This event is poison");
        if (data.task.title === slow) await released;
      },
    }),
  }),
};

const api = useBackend(consumer);
const operator = api.as("olga", ["operator"]);
const ann = api.as("ann");
const add = (title: string) => ann("POST", "/api/tasks", { title });
const look = async () => {
  const picture = pictureSchema.parse((await operator("GET", "/api/operator/ops")).body);
  const audit = picture.consumers.find(({ name }) => name === "audit-consumer");
  if (!audit) throw new Error("The picture lacks the audit consumer");
  return { picture, audit };
};

afterAll(() => release());

test.each(["", "/counts", "/consumers/audit-consumer/history", "/consumers/audit-consumer/parked"])(
  "GET /api/operator/ops%s is for operators alone",
  async (suffix) => {
    expect(await ann("GET", `/api/operator/ops${suffix}`)).toMatchObject({ status: 403 });
    expect(await operator("GET", `/api/operator/ops${suffix}`)).toMatchObject({ status: 200 });
  },
);

test("a consumer that is not there is not found", async () => {
  for (const name of ["unknown", "backend", "audit-consumer%2F..", "audit-consumer%2F%27"])
    expect((await operator("GET", `/api/operator/ops/consumers/${name}/history`)).status).toBe(404);
});

test("events move from the service that writes them to the consumer", async () => {
  await add("An ordinary task");
  await until("the event is seen", async () => (await look()).audit.appliedPerSecond > 0);
  const { picture, audit } = await look();
  expect(picture.source).toBe("process");
  expect(picture.services.find(({ name }) => name === "backend")).toMatchObject({
    state: "ready",
    replicas: 1,
    versions: [expect.stringMatching(/^\d+\.\d+\.\d+/)],
    writtenPerSecond: expect.any(Number),
  });
  expect(picture.services.find(({ name }) => name === "websocket")).toMatchObject({ state: "elsewhere", replicas: 0 });
  expect(picture.topics.find(({ name }) => name === "task-events")?.relayedPerSecond).toBeGreaterThan(0);
  expect(audit).toMatchObject({ states: [], p50Seconds: expect.any(Number) });
  expect(picture.database).toMatchObject({ state: "awake", lastUsedAt: expect.any(String) });
});

test("a slow event is seen while its handler works", async () => {
  await add(slow);
  await until("it is slow", async () => (await look()).audit.states.includes("slow"));
  expect((await look()).audit).toMatchObject({ inFlight: 1 });
  release();
  await until("it is done", async () => !(await look()).audit.states.includes("slow"));
  expect((await look()).audit).toMatchObject({ inFlight: 0, lagSeconds: 0 });
});

test("a poison event is seen as it is retried, then as a dead letter until it is discarded", async () => {
  await add(poison);
  await until("it is retried", async () => (await look()).audit.states.includes("retrying"));
  const { parkedEvents } = (await look()).audit;
  expect(parkedEvents?.[0]).toMatchObject({ reason: "retry", error: "This event is poison", awaitedSequence: null });
  const { body } = await operator("GET", "/api/operator/ops/consumers/audit-consumer/parked");
  expect(parkedPageSchema.parse(body).items[0]).toMatchObject({
    eventId: parkedEvents?.[0]?.eventId,
    error: "This event is poison",
  });
  // The letter counts with the commit, and what is parked with the worker's next look at its table.
  await until("it is given up on", async () => {
    const { audit } = await look();
    return audit.newDeadLetters === 1 && audit.parked === 0;
  });
  const { audit, picture } = await look();
  expect(audit).toMatchObject({ states: ["dead-letters"], parked: 0, parkedEvents: [] });
  expect(picture.promises).toContainEqual(
    expect.objectContaining({ promise: "No event is given up on", holds: false }),
  );
  const counted = countsSchema.parse((await operator("GET", "/api/operator/ops/counts")).body);
  expect(counted.deadLetters).toEqual([{ consumer: "audit-consumer", count: 1 }]);
  const letters = (await operator("GET", "/api/dead-letters")).body as { items: { id: string }[] };
  await operator("POST", `/api/dead-letters/${letters.items[0]?.id}/discard`, { reason: "A test made it" });
  await until("it is no news", async () => (await look()).audit.states.length === 0);
});

test("an event without its predecessor says which sequence it waits for", async () => {
  const { body } = await add("Out of order");
  const { id } = body as { id: string };
  await until("it is applied", async () => {
    const { rows } = await api.db.database.query("select from freehold.progress where subject = $1", [id]);
    return rows.length === 1;
  });
  await api.db.database.query("update freehold.progress set sequence = 0 where subject = $1", [id]);
  await ann("PATCH", `/api/tasks/${id}`, { title: "Its successor" });
  await until("it waits", async () => (await look()).audit.states.includes("waiting"));
  expect((await look()).audit.parkedEvents?.[0]).toMatchObject({
    ...{ subject: id, sequence: 2, reason: "predecessor", awaitedSequence: 1, awaitedEventId: null },
  });
});

test("parked events are listed page by page", async () => {
  const ids = [1, 2, 3].map(() => uuidv7());
  for (const id of ids)
    await api.db.database.query(
      `insert into freehold.parked (consumer, event_id, topic, subject, sequence, owner_id, actor, event, reason, failures,
         replay, due_at)
       values ('notification', $1::uuid, 'reminders', $1::text, 1, 'ann', 'ann', '{}', 'retry', 1, false, now() + interval '1 hour')`,
      [id],
    );
  const found: string[] = [];
  let cursor = "";
  do {
    const path = `/api/operator/ops/consumers/notification/parked?limit=2${cursor && `&cursor=${cursor}`}`;
    const { items, nextCursor } = parkedPageSchema.parse((await operator("GET", path)).body);
    found.push(...items.map(({ eventId }) => eventId));
    cursor = nextCursor ?? "";
  } while (cursor);
  expect(found.sort()).toEqual(ids.sort());
});

test("the picture and the plots send no statement", async () => {
  const query = jest.spyOn(pg.Client.prototype, "query");
  for (let times = 0; times < 5; times += 1) {
    await look();
    historySchema.parse((await operator("GET", "/api/operator/ops/consumers/audit-consumer/history")).body);
  }
  expect(query).not.toHaveBeenCalled();
  await operator("GET", "/api/operator/ops/counts");
  expect(query).toHaveBeenCalled();
  query.mockRestore();
});

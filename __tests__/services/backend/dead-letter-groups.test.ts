import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import {
  batchSchema,
  deadLetterSchema,
  groupsSchema,
  shownDeadLetterSchema,
  statusesSchema,
} from "../../../services/backend/dead-letter-schemas";
import { pageOf } from "../../../services/backend/schemas";
import { deadLetter } from "../../../services/runtime/consumer/dead-letter";
import { replayDeadLetter } from "../../../services/runtime/consumer/replay";
import { useBackend } from "../../helpers/backend";
import { aTask, created, updated } from "../../helpers/events";

const api = useBackend();
const operator = api.as("olga", ["user", "operator"]);
const ann = api.as("ann");
const task = aTask();

/** How many dead letters of each kind there are. */
const kinds = [
  { consumer: "audit-consumer", event: created(task), reason: () => `Row ${uuidv7()} took 4711 ms`, count: 60 },
  { consumer: "audit-consumer", event: updated(task, 2), reason: () => "Boom 100%", count: 2 },
  { consumer: "notification", event: created(task), reason: () => "Boom 100%", count: 1 },
];
const row = { consumer: "audit-consumer", type: "freehold.task.created.v1", error: "Row <id> took <n> ms" };

beforeEach(() =>
  api.db.database.transaction(async (tx) => {
    await tx.query("delete from freehold.dead_letters");
    for (const { consumer, event, reason, count } of kinds) {
      for (let n = 0; n < count; n += 1) {
        const failure = { error: new Error(reason()), retries: 3, firstFailedAt: new Date() };
        await deadLetter(tx, consumer, "task-events", { ...event, id: uuidv7() }, failure);
      }
    }
  }),
);

const groups = async (query = "") =>
  groupsSchema.parse((await operator("GET", `/api/dead-letters/groups?${query}`)).body);
const list = async (query: string) =>
  pageOf(deadLetterSchema).parse((await operator("GET", `/api/dead-letters?limit=100&${query}`)).body).items;
const firstId = async (query: string) => (await list(query))[0]?.id ?? "";

/** Sends a batch request until there is no more, and gives its outcomes. */
async function all(path: string, body: object): Promise<string[][]> {
  const batches: string[][] = [];
  let cursor: string | null | undefined;
  do {
    const { status, body: answer } = await operator("POST", path, { ...body, ...(cursor ? { cursor } : {}) });
    expect(status).toBe(200);
    const batch = batchSchema.parse(answer);
    batches.push(batch.outcomes.map(({ outcome }) => outcome));
    cursor = batch.nextCursor;
  } while (cursor !== null);
  return batches;
}
const counted = (batches: string[][]) =>
  batches.map((outcomes) =>
    [...new Set(outcomes)].map((name) => `${outcomes.filter((one) => one === name).length} ${name}`),
  );

test("dead letters are counted by consumer, type and error, in which ids and numbers do not count", async () => {
  const { groups: found, complete } = await groups();
  expect(complete).toBe(true);
  expect(found).toMatchObject([
    { ...row, code: "HANDLER_FAILED", count: 60, replayable: 60 },
    { consumer: "audit-consumer", type: "freehold.task.updated.v1", error: "Boom <n>%", count: 2 },
    { consumer: "notification", type: "freehold.task.created.v1", error: "Boom <n>%", count: 1 },
  ]);
});

test.each([
  ["consumer=notification", 1],
  ["type=freehold.task.updated.v1", 2],
  ["text=BOOM%20100%25", 3],
  ["text=%25%25", 0],
  ["error=Boom%20%3Cn%3E%25", 3],
  ["since=2090-01-01T00:00:00Z", 0],
  ["until=2090-01-01T00:00:00Z&consumer=audit-consumer", 62],
])("?%s means %i of them, in the list and in the groups", async (query, count) => {
  expect(await list(query)).toHaveLength(count);
  expect((await groups(query)).groups.reduce((sum, group) => sum + group.count, 0)).toBe(count);
});

test("a group is replayed batch by batch, once, after a dry run that changes nothing", async () => {
  const filter = row;
  const dry = await all("/api/dead-letters/batch/replay", { filter, dryRun: true });
  expect(counted(dry)).toEqual([["50 would replay"], ["10 would replay"]]);
  expect(await list("status=dead")).toHaveLength(63);
  expect(counted(await all("/api/dead-letters/batch/replay", { filter }))).toEqual([
    ["50 replaying"],
    ["10 replaying"],
  ]);
  expect(await list("status=replaying")).toHaveLength(60);
  expect(counted(await all("/api/dead-letters/batch/replay", { filter }))).toEqual([[]]);
  expect(await list("status=dead")).toHaveLength(3);
});

test("a group says how many of it a replay sends again", async () => {
  await api.db.database.query(
    `update freehold.dead_letters set first_failed_at = now() - interval '100 hours'
     where id in (select id from freehold.dead_letters where consumer = 'audit-consumer' and type = 'freehold.task.created.v1' limit 2)`,
  );
  await api.db.database.query("update freehold.dead_letters set replayable = false where consumer = 'notification'");
  const { groups: found } = await groups();
  expect(found.map(({ consumer, count, replayable }) => [consumer, count, replayable])).toEqual([
    ["audit-consumer", 60, 58],
    ["audit-consumer", 2, 2],
    ["notification", 1, 0],
  ]);
});

test("what became of dead letters is told by their ids", async () => {
  const [sent, left] = [await firstId("consumer=notification"), await firstId("consumer=audit-consumer")];
  await api.db.database.transaction((tx) => replayDeadLetter(tx, sent));
  const { status, body } = await operator("POST", "/api/dead-letters/batch/statuses", { ids: [sent, left, uuidv7()] });
  expect(status).toBe(200);
  const { items } = statusesSchema.parse(body);
  expect(new Map(items.map((item) => [item.id, item.status]))).toEqual(
    new Map([
      [sent, "replaying"],
      [left, "dead"],
    ]),
  );
});

test("a discard keeps who, when and why, and ends replays of the dead letter", async () => {
  const id = await firstId("consumer=notification");
  const discard = (reason: string) => operator("POST", `/api/dead-letters/${id}/discard`, { reason });
  const discarded = { id, status: "discarded", discardedBy: "olga", discardReason: "The task is gone" };
  expect(await discard("The task is gone")).toMatchObject({ status: 200, body: discarded });
  expect(await discard("Another reason")).toMatchObject({ status: 200, body: discarded });
  expect(await list("status=discarded")).toMatchObject([discarded]);
  expect(await list("status=dead")).toHaveLength(62);
  expect(await operator("POST", `/api/dead-letters/${id}/replay`)).toMatchObject({
    status: 409,
    body: { detail: "An operator has discarded it." },
  });
});

test("a group is discarded with one reason", async () => {
  const outcomes = await all("/api/dead-letters/batch/discard", { filter: { text: "boom" }, reason: "Known" });
  expect(counted(outcomes)).toEqual([["3 discarded"]]);
  expect((await list("status=discarded")).map(({ discardReason }) => discardReason)).toEqual([
    "Known",
    "Known",
    "Known",
  ]);
});

test("a dead letter that is replayed can't be discarded", async () => {
  const id = await firstId("consumer=notification");
  await api.db.database.transaction((tx) => replayDeadLetter(tx, id));
  expect(await operator("POST", `/api/dead-letters/${id}/discard`, { reason: "x" })).toMatchObject({ status: 409 });
});

test("an event that fails again after its discard is dead again", async () => {
  const id = await firstId("consumer=notification");
  await operator("POST", `/api/dead-letters/${id}/discard`, { reason: "Known" });
  // As a release before this one would replay it, and then it fails.
  await api.db.database.query("update freehold.dead_letters set status = 'replaying' where id = $1", [id]);
  const [letter] = await list("consumer=notification");
  await api.db.database.transaction((tx) =>
    deadLetter(
      tx,
      "notification",
      "task-events",
      { ...created(task), id: letter?.eventId ?? "" },
      {
        ...{ error: new Error("Boom"), retries: 3, firstFailedAt: new Date() },
      },
    ),
  );
  expect(await list("consumer=notification")).toMatchObject([{ id, status: "dead", discardedBy: null }]);
});

test("what breaks the schema of an event is marked in it", async () => {
  const { data: _, ...event } = created(task);
  await api.db.database.query(`update freehold.dead_letters set event = $1 where consumer = 'notification'`, [
    JSON.stringify({ ...event, actor: "", data: { task: { ...task, title: 7 } } }),
  ]);
  const { body } = await operator("GET", `/api/dead-letters/${await firstId("consumer=notification")}`);
  const { schemaErrors } = shownDeadLetterSchema.parse(body);
  expect(schemaErrors.map(({ path }) => path).sort()).toEqual(["actor", "data.task.title"]);
  const { body: whole } = await operator("GET", `/api/dead-letters/${await firstId("consumer=audit-consumer")}`);
  expect(shownDeadLetterSchema.parse(whole).schemaErrors).toEqual([]);
});

test.each([
  ["replay", { filter: {} }, "filter"],
  ["replay", {}, "filter"],
  ["discard", { filter: { consumer: "x" } }, "reason"],
  ["discard", { filter: { consumer: "x" }, reason: " " }, "reason"],
])("%s of %j is refused: all must be meant, and a discard needs a reason", async (verb, body, field) => {
  const { status, body: answer } = await operator("POST", `/api/dead-letters/batch/${verb}`, body);
  const { errors } = z.object({ errors: z.array(z.object({ field: z.string() })) }).parse(answer);
  expect([status, errors[0]?.field]).toEqual([400, field]);
});

test("only an operator counts, reads, replays or discards", async () => {
  const id = await firstId("consumer=notification");
  for (const [method, path, body] of [
    ["GET", "groups", undefined],
    ["GET", id, undefined],
    ["POST", "batch/replay", { filter: { consumer: "notification" } }],
    ["POST", "batch/discard", { filter: { consumer: "notification" }, reason: "x" }],
    ["POST", "batch/statuses", { ids: [id] }],
    ["POST", `${id}/discard`, { reason: "x" }],
  ] as const) {
    expect([path, (await ann(method, `/api/dead-letters/${path}`, body)).status]).toEqual([path, 403]);
  }
  expect(await list("status=dead")).toHaveLength(63);
});

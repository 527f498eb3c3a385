import { v7 as uuidv7 } from "uuid";
import { deadLetterSchema } from "../../../services/backend/dead-letter-schemas";
import { pageOf } from "../../../services/backend/schemas";
import type { Topic } from "../../../services/contracts/topics";
import { deadLetter, deadLetterRaw } from "../../../services/runtime/consumer/dead-letter";
import { useBackend } from "../../helpers/backend";
import { aTask, created } from "../../helpers/events";

const api = useBackend();
const ann = api.as("ann");
const operator = api.as("olga", ["user", "operator"]);
const unknown = uuidv7();

const event = created(aTask());
/** From the oldest to the newest. */
const letters: [consumer: string, topic: Topic][] = [
  ["audit-consumer", "task-events"],
  ["audit-consumer", "reminders"],
  ["reminder-consumer", "task-events"],
];

beforeAll(() =>
  api.db.database.transaction(async (tx) => {
    for (const [consumer, topic] of letters) {
      const failed = { ...event, id: uuidv7() };
      await deadLetter(tx, consumer, topic, failed, {
        error: new Error("Boom"),
        retries: 3,
        firstFailedAt: new Date(),
      });
    }
    await deadLetterRaw(tx, "notification", "reminders", "not even JSON", new Error("Unreadable"));
  }),
);

const list = async (query = "") =>
  pageOf(deadLetterSchema).parse((await operator("GET", `/api/dead-letters?${query}`)).body);
const consumers = async (query: string) => (await list(query)).items.map(({ consumer }) => consumer);
const replay = (id: string, call = operator) => call("POST", `/api/dead-letters/${id}/replay`);
const idOf = async (query: string): Promise<string> => (await list(query)).items[0]?.id ?? "";

test("only an operator may see or replay dead letters", async () => {
  const refused = { status: 403, body: { title: "Forbidden", detail: expect.stringContaining("operator") } };
  expect(await ann("GET", "/api/dead-letters")).toMatchObject(refused);
  expect(await replay(await idOf("consumer=reminder-consumer"), ann)).toMatchObject(refused);
  expect((await list("consumer=reminder-consumer")).items[0]?.status).toBe("dead");
});

test("a dead letter says whose it is, why, and holds the event whole", async () => {
  expect((await list("consumer=reminder-consumer")).items).toEqual([
    expect.objectContaining({
      topic: "task-events",
      type: event.type,
      subject: event.subject,
      ownerId: "ann",
      actor: "ann",
      code: "HANDLER_FAILED",
      reason: "Boom",
      retries: 3,
      replayable: true,
      status: "dead",
      replayedAt: null,
      event: expect.objectContaining({ type: event.type, data: event.data }),
    }),
  ]);
});

test.each([
  ["", ["notification", "reminder-consumer", "audit-consumer", "audit-consumer"]],
  ["consumer=audit-consumer", ["audit-consumer", "audit-consumer"]],
  ["topic=reminders", ["notification", "audit-consumer"]],
  ["consumer=audit-consumer&topic=task-events", ["audit-consumer"]],
  ["status=dead&consumer=nobody", []],
  ["status=replayed", []],
])("?%s lists %j, newest first", async (query, expected) => {
  expect(await consumers(query)).toEqual(expected);
});

test("pages join without loss or double", async () => {
  const first = await list("limit=3");
  const second = await list(`limit=3&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items]).toEqual((await list()).items);
  expect(second.nextCursor).toBeNull();
});

test.each([["cursor=nonsense"], ["status=alive"], ["limit=0"], ["topic=%00"], ["owner=ann"]])(
  "?%s is refused by name",
  async (query) => {
    const field = query.split("=")[0];
    expect(await operator("GET", `/api/dead-letters?${query}`)).toMatchObject({
      status: 400,
      body: { errors: [{ field }] },
    });
  },
);

test("a replay sends the event once, however often it is asked for", async () => {
  const id = await idOf("consumer=audit-consumer&topic=task-events");
  const answers = await Promise.all([replay(id), replay(id), replay(id)]);
  for (const answer of answers) expect(answer).toMatchObject({ status: 202, body: { id, status: "replaying" } });
  expect(await replay(id)).toMatchObject({ status: 202, body: { status: "replaying" } });
  const [letter] = (await list("status=replaying")).items;
  expect(letter?.id).toBe(id);
  const { rows } = await api.db.database.query<{ sent: number }>(
    `select count(*) as sent from
       (select event from freehold.outbox where topic = 'task-events'
        union all select event from freehold.bus_log where topic = 'task-events') as all_events
     where event ->> 'id' = $1`,
    [letter?.eventId],
  );
  expect(rows).toEqual([{ sent: 1 }]);
});

test("an unknown dead letter is 404, and one that never was an event 409", async () => {
  expect(await replay(unknown)).toMatchObject({ status: 404, body: { title: "Not found" } });
  expect(await replay(await idOf("consumer=notification"))).toMatchObject({ status: 409, body: { title: "Conflict" } });
  expect((await list("consumer=notification")).items[0]).toMatchObject({ event: "not even JSON", replayable: false });
});

test("one that failed longer ago than the others remember the event is 409, and stays as it is", async () => {
  const id = await idOf("consumer=reminder-consumer");
  const failedBefore = (hours: number) =>
    api.db.database.query(
      "update freehold.dead_letters set first_failed_at = now() - $2 * interval '1 hour' where id = $1",
      [id, hours],
    );
  await failedBefore(97);
  expect(await replay(id)).toMatchObject({ status: 409, body: { detail: expect.stringContaining("--force") } });
  expect((await list("consumer=reminder-consumer")).items[0]?.status).toBe("dead");
  await failedBefore(95);
  expect(await replay(id)).toMatchObject({ status: 202 });
});

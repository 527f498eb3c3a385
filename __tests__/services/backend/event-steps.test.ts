import { showEvent } from "../../../services/backend/events/show";
import type { FreeholdEvent } from "../../../services/contracts/envelope";
import { deadLetter } from "../../../services/runtime/consumer/dead-letter";
import { replayDeadLetter } from "../../../services/runtime/consumer/replay";
import { TerminalError } from "../../../services/runtime/core/errors";
import { useDatabase } from "../../helpers/database";
import { deadLettersIn } from "../../helpers/dead-letters";
import { aTask, created, updated } from "../../helpers/events";
import { aDueReminder } from "../../helpers/notifications";
import { topic, useProcessors } from "../../helpers/processors";
import { until } from "../../helpers/until";

const db = useDatabase();
const { start, run } = useProcessors(db);

const steps = async ({ id }: FreeholdEvent, where: string) =>
  ((await showEvent(db.database, id))?.steps ?? [])
    .filter((step) => step.where === where)
    .map(({ at, what }) => [at === null ? "not recorded" : "known", what]);

test("an event that failed says when first, how often, why, and when it is retried", async () => {
  const { processor, name } = start(
    () => {
      throw new Error("Boom");
    },
    undefined,
    [3_600_000],
  );
  const event = created(aTask());
  await processor.deliver(topic, [event]);
  expect(await steps(event, name)).toEqual([
    ["known", "claimed"],
    ["known", "first failure; failed 1 time, last HANDLER_FAILED: Boom"],
    ["known", "parked; retry 1 is due"],
  ]);
});

test("an event that waits names its predecessor: the one that is missing, or those that are parked", async () => {
  const { processor, name } = start();
  const task = aTask();
  const [second, third] = [updated(task, 2), updated(task, 3)];
  await processor.deliver(topic, [second, third]);
  const until = expect.stringContaining("when it no longer waits for one that is missing");
  expect(await steps(second, name)).toEqual([["known", until]]);
  expect(await steps(second, name)).toEqual([
    ["known", expect.stringMatching(/^parked behind sequence 1, which has not arrived; /)],
  ]);
  const missing = `parked behind sequence 1, which has not arrived, and 2 (${second.id}, parked for predecessor)`;
  expect((await steps(third, name))[0]?.[1]).toContain(missing);
});

test("an event that waits behind one that is retried names it", async () => {
  const { processor, name } = start(
    () => {
      throw new Error("Boom");
    },
    undefined,
    [3_600_000],
  );
  const task = aTask();
  const [first, second] = [created(task), updated(task, 2)];
  await processor.deliver(topic, [first]);
  await processor.deliver(topic, [second]);
  expect((await steps(second, name))[0]?.[1]).toContain(`parked behind sequence 1 (${first.id}, parked for retry)`);
});

/** Without the events that follow. */
const own = async (event: FreeholdEvent, where: string) =>
  (await steps(event, where)).filter(([, what]) => !what?.startsWith("emitted"));

test("a dead letter says after how many retries, why, and what became of its replay", async () => {
  let broken = true;
  const { processor, name } = start(() => {
    if (broken) throw new TerminalError("Never");
  });
  const event = created(aTask());
  await processor.deliver(topic, [event]);
  const [letter] = await deadLettersIn(db.database, name);
  const given = [
    ["known", "claimed"],
    ["known", "first failure"],
    ["known", `dead letter ${letter?.id} after 0 retries, RULE_VIOLATED: Never`],
  ];
  expect(await own(event, name)).toEqual(given);
  broken = false;
  await db.database.transaction((tx) => replayDeadLetter(tx, letter?.id ?? ""));
  const asked = await own(event, name);
  expect(asked[0]?.[1]).toBe("claim opened for a replay: the next delivery is handled");
  expect(asked.at(-1)).toEqual(["not recorded", "replay asked for; the event is on its way again"]);
  await processor.deliver(topic, [event]);
  expect((await own(event, name)).at(-1)).toEqual(["known", "replayed and applied"]);
});

test("a dead letter's own event is a consequence of the event that failed", async () => {
  const event = created(aTask());
  await db.database.transaction((tx) =>
    deadLetter(tx, "audit-consumer", topic, event, { error: new Error("x"), retries: 3, firstFailedAt: new Date() }),
  );
  const story = await showEvent(db.database, event.id);
  const added = story?.trace.events.filter(({ causedBy }) => causedBy === event.id);
  expect(added).toMatchObject([{ type: "freehold.dead-letter.added.v1", depth: 1, actor: "audit-consumer" }]);
  expect(await steps(event, "audit-consumer")).toContainEqual([
    "known",
    `emitted freehold.dead-letter.added.v1 (${added?.[0]?.id})`,
  ]);
});

test("a side effect says that it ran, or when and why it is tried again", async () => {
  const event = aDueReminder("Water the plants");
  let sent = 0;
  const { processor } = run({
    name: "notification",
    subscribes: [{ topic: "reminders", delivery: "shared" }],
    on: { "freehold.reminder.due.v1": async () => {} },
    sideEffects: {
      "freehold.reminder.due.v1": {
        email: async () => {
          sent += 1;
        },
        webhook: async () => {
          throw new Error("Refused");
        },
      },
    },
  });
  await processor.deliver("reminders", [event]);
  await until("the email is sent, and the webhook failed", async () => {
    const { rows } = await db.database.query(
      "select from freehold.parked where consumer like 'notification/%' and failures = 1",
    );
    return sent === 1 && rows.length === 1;
  });
  await until("the email is done", async () => (await steps(event, "notification/email")).length === 1);
  expect(await steps(event, "notification/email")).toEqual([["known", "ran and is done"]]);
  expect(await steps(event, "notification/webhook")).toEqual([
    ["known", "first failure; failed 1 time, last HANDLER_FAILED: Refused"],
    ["known", "parked; retry 1 is due"],
  ]);
});

test("what waits in the outbox says so, and to a consumer without it that it is not delivered", async () => {
  const event = created(aTask());
  await db.database.query("insert into freehold.outbox (topic, subject, event) values ($1, $2, $3)", [
    ...[topic, event.subject],
    JSON.stringify(event),
  ]);
  expect(await steps(event, "outbox")).toEqual([
    ["known", expect.stringMatching(/^waits for the relay, position \d+$/)],
  ]);
  expect(await steps(event, "reminder-consumer")).toEqual([["not recorded", "not delivered yet: it is in the outbox"]]);
});

test("a claim that was forgotten is told by the consumer's place in the task's sequence", async () => {
  const { processor } = run({ name: "reminder-consumer", subscribes: [{ topic, delivery: "shared" }], on: {} });
  const event = created(aTask());
  await processor.deliver(topic, [event]);
  await db.database.query("delete from freehold.inbox where event_id = $1", [event.id]);
  await db.database.query("insert into freehold.bus_log (topic, event) values ($1, $2)", [
    topic,
    JSON.stringify(event),
  ]);
  expect(await steps(event, "reminder-consumer")).toEqual([
    ["not recorded", "done with it: the consumer is at sequence 1 of the task; its claim is forgotten"],
  ]);
});

test("an event without any trace in the tables is none", async () => {
  expect(await showEvent(db.database, created(aTask()).id)).toBeUndefined();
});

import { replayDeadLetter } from "../../../../services/runtime/consumer/replay";
import { retryWaitsMs } from "../../../../services/runtime/consumer/retry-policy";
import { TerminalError } from "../../../../services/runtime/core/errors";
import { useDatabase } from "../../../helpers/database";
import { aTask, created } from "../../../helpers/events";
import { topic, useProcessors } from "../../../helpers/processors";
import { until } from "../../../helpers/until";

const db = useDatabase();
const { parkedIds, run, start } = useProcessors(db);

test("the retry series is 1 s, 2 s, 4 s", () => {
  expect(retryWaitsMs).toEqual([1_000, 2_000, 4_000]);
});

test("an event delivered five times, also at the same time, has one effect", async () => {
  const { processor, effects } = start();
  const event = created(aTask());
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => processor.deliver(topic, [event])));
  expect(outcomes).toEqual(Array(5).fill("ack"));
  expect(await effects()).toEqual([event.id]);
});

test("a handler that throws twice and then succeeds has one effect", async () => {
  const { processor, effects, attempts, name } = start((_event, attempt) => {
    if (attempt <= 2) throw new Error("not yet");
  });
  const event = created(aTask());
  expect(await processor.deliver(topic, [event])).toBe("ack");
  await until("the event is applied", async () => (await effects()).length > 0);
  expect(await effects()).toEqual([event.id]);
  expect(attempts.get(event.id)).toBe(3);
  await until("nothing is parked", async () => (await parkedIds(name)).length === 0);
});

test("a handler that always throws ends in the dead letters after three retries, and a replay after the fix has one effect", async () => {
  let broken = true;
  const { processor, effects, attempts, deadLetters } = start(() => {
    if (broken) throw new Error("the printer is on fire");
  });
  const event = created(aTask());
  await processor.deliver(topic, [event]);
  const letter = await until("the event is dead", async () => (await deadLetters())[0]);
  expect(letter).toMatchObject({
    event_id: event.id,
    code: "HANDLER_FAILED",
    reason: "the printer is on fire",
    retries: 3,
    status: "dead",
    owner_id: "ann",
  });
  expect(attempts.get(event.id)).toBe(4);
  expect(await effects()).toEqual([]);

  broken = false;
  const replay = () => db.database.transaction((tx) => replayDeadLetter(tx, letter.id));
  expect(await replay()).toBe("replaying");
  expect(await replay()).toBe("unchanged");
  await processor.deliver(topic, [event]);
  await processor.deliver(topic, [event]);
  expect(await effects()).toEqual([event.id]);
  expect((await deadLetters())[0]?.status).toBe("replayed");
});

test("the record on the dead-letter topic says who gave up on what, why and how often, with the event whole", async () => {
  const { processor, name } = start(() => {
    throw new TerminalError("a task can't be due before it is made");
  });
  const event = created(aTask());
  await processor.deliver(topic, [event]);
  const { rows } = await db.database.query<{ event: object }>(
    "select event from freehold.outbox where topic = 'task-events.dlq' and event->>'consumer' = $1",
    [name],
  );
  expect(rows[0]?.event).toMatchObject({
    consumer: name,
    topic,
    eventId: event.id,
    code: "RULE_VIOLATED",
    reason: "a task can't be due before it is made",
    retries: 0,
    event,
  });
});

test("a retry that was parked before a restart is made after it", async () => {
  const task = aTask();
  const event = created(task);
  const fail = () => {
    throw new Error("not yet");
  };
  // On a slow machine, too, the series must not end before the restart.
  const before = start(fail, undefined, [500, 30_000, 30_000]);
  await before.processor.deliver(topic, [event]);
  await before.processor.stop();
  const effects: string[] = [];
  run({
    name: before.name,
    subscribes: [],
    on: { "freehold.task.created.v1": async ({ id }) => void effects.push(id) },
  });
  await until("the parked event is applied", () => effects.length > 0);
  expect(effects).toEqual([event.id]);
});

test("a retry that falls due while the service stops is made, since no other replica would hear of it", async () => {
  const { processor, effects, name } = start((_event, attempt) => {
    if (attempt <= 2) throw new Error("not yet");
  });
  const event = created(aTask());
  await processor.deliver(topic, [event]);
  processor.beginDrain();
  await processor.stop();
  expect(await effects()).toEqual([event.id]);
  expect(await parkedIds(name)).toEqual([]);
});

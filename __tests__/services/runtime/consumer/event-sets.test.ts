import { randomUUID } from "node:crypto";
import type { FreeholdEvent } from "../../../../services/contracts/envelope";
import type { Handler, SetHandler } from "../../../../services/runtime/consumer/consumer";
import { TerminalError } from "../../../../services/runtime/core/errors";
import { useDatabase } from "../../../helpers/database";
import { deadLettersIn } from "../../../helpers/dead-letters";
import { aTask, created } from "../../../helpers/events";
import { endlessly, topic, useProcessors } from "../../../helpers/processors";
import { until } from "../../../helpers/until";

const db = useDatabase();
const { run, parkedIds } = useProcessors(db);
const type = "freehold.task.created.v1";
const insert = "insert into public.effects (consumer, event_id) select $1, unnest($2::text[])";
const batchOf = (count: number) => Array.from({ length: count }, () => created(aTask()));

/** A consumer that takes events in sets, and writes an effect for each; `refuse` throws for those that it can't take. */
function startSets(
  refuse: (event: FreeholdEvent<typeof type>) => void = () => {},
  broken: SetHandler | undefined = undefined,
) {
  const name = `sets-${randomUUID()}`;
  const taken: number[] = [];
  const one: Handler<typeof type> = async (event, { tx }) => {
    taken.push(1);
    await tx.query(insert, [name, [event.id]]);
    refuse(event);
  };
  const many: SetHandler<typeof type> = async (events, { tx }) => {
    taken.push(events.length);
    tx.enqueue(insert, [name, events.map(({ id }) => id)]);
    for (const event of events) refuse(event);
  };
  const { processor } = run(
    { name, subscribes: [], on: { [type]: one }, onMany: { [type]: broken ?? many } },
    ...endlessly,
  );
  const effects = async () => {
    const { rows } = await db.database.query<{ event_id: string }>(
      "select event_id from public.effects where consumer = $1 order by at",
      [name],
    );
    return rows.map(({ event_id }) => event_id);
  };
  return { name, processor, taken, effects };
}

test("a handler for many takes a batch at once, in its order", async () => {
  const { processor, taken, effects } = startSets();
  const batch = batchOf(20);
  expect(await processor.deliver(topic, batch)).toBe("ack");
  expect(taken).toEqual([20]);
  expect(await effects()).toEqual(batch.map(({ id }) => id));
});

test("a single event goes to the handler for one", async () => {
  const { processor, taken } = startSets();
  await processor.deliver(topic, batchOf(1));
  expect(taken).toEqual([1]);
});

test("a set that fails has no effect as a set: each event is handled alone, and only the one that fails is parked", async () => {
  const batch = batchOf(10);
  let failing = true;
  const { name, processor, taken, effects } = startSets((event) => {
    if (failing && event.id === batch[3]?.id) throw new Error("not yet");
  });
  expect(await processor.deliver(topic, batch)).toBe("ack");
  expect(taken[0]).toBe(10);
  expect(await effects()).toEqual(batch.filter((_, index) => index !== 3).map(({ id }) => id));
  failing = false;
  await until("the failed one is applied", async () => (await effects()).length === 10);
  expect(await parkedIds(name)).toEqual([]);
});

test("a set whose statement fails names no event, and a terminal error of one becomes its dead letter alone", async () => {
  const batch = batchOf(5);
  const name = startSets(
    (event) => {
      if (event.id === batch[4]?.id) throw new TerminalError("never");
    },
    async (_events, { tx }) => tx.enqueue("select 1 / $1::int", [0]),
  );
  expect(await name.processor.deliver(topic, batch)).toBe("ack");
  expect(await name.effects()).toEqual(batch.slice(0, 4).map(({ id }) => id));
  expect((await deadLettersIn(db.database, name.name)).map(({ event_id }) => event_id)).toEqual([batch[4]?.id]);
});

test("a queued statement that fails is laid to the event that queued it, not to the one in hand", async () => {
  const batch = batchOf(6);
  const name = `queued-${randomUUID()}`;
  const on: Handler<typeof type> = async (event, { tx }) => {
    tx.enqueue(insert, [name, [event.id]]);
    if (event.id === batch[2]?.id) tx.enqueue("select 1 / $1::int", [0]);
  };
  const { processor } = run({ name, subscribes: [], on: { [type]: on } });
  expect(await processor.deliver(topic, batch)).toBe("ack");
  await until("it is a dead letter", async () => (await deadLettersIn(db.database, name)).length === 1);
  const [letter] = await deadLettersIn(db.database, name);
  expect(letter).toMatchObject({ event_id: batch[2]?.id, reason: "division by zero", retries: 3 });
  const { rows } = await db.database.query("select from public.effects where consumer = $1", [name]);
  expect(rows).toHaveLength(5);
});

test("handlers of different tasks overlap, those of one task do not", async () => {
  const name = `overlap-${randomUUID()}`;
  let inHand = 0;
  let most = 0;
  const on: Handler<typeof type> = async (event, { tx }) => {
    inHand += 1;
    most = Math.max(most, inHand);
    await tx.query(insert, [name, [event.id]]);
    inHand -= 1;
  };
  const { processor } = run({ name, subscribes: [], on: { [type]: on } });
  await processor.deliver(topic, batchOf(5));
  expect(most).toBe(5);
  most = 0;
  const task = aTask();
  await processor.deliver(
    topic,
    [1, 2, 3].map((sequence) => created(task, sequence)),
  );
  expect(most).toBe(1);
});

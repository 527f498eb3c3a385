import { useDatabase } from "../../../helpers/database";
import { aTask, created, updated } from "../../../helpers/events";
import { endlessly, topic, useProcessors } from "../../../helpers/processors";
import { until } from "../../../helpers/until";

const db = useDatabase();
const { parkedIds, start } = useProcessors(db);

test("while an event is retried, other tasks go on and later events of its own task wait for it", async () => {
  let broken = true;
  const task = aTask();
  const first = created(task);
  const { processor, effects, name } = start(
    (event) => {
      if (broken && event.id === first.id) throw new Error("not yet");
    },
    ...endlessly,
  );
  const second = updated(task, 2);
  const third = updated(task, 3);
  const other = created(aTask());
  for (const event of [first, second, third, other]) expect(await processor.deliver(topic, [event])).toBe("ack");
  expect(await effects()).toEqual([other.id]);
  expect((await parkedIds(name)).sort()).toEqual([first.id, second.id, third.id].sort());
  broken = false;
  await until("all are applied", async () => (await effects()).length === 4);
  expect(await effects()).toEqual([other.id, first.id, second.id, third.id]);
});

test("events that follow a dead letter of their task are applied", async () => {
  const task = aTask();
  const first = created(task);
  const { processor, effects, deadLetters } = start((event) => {
    if (event.id === first.id) throw new Error("never");
  });
  const second = updated(task, 2);
  await processor.deliver(topic, [first]);
  await processor.deliver(topic, [second]);
  await until("the second is applied", async () => (await effects()).includes(second.id));
  expect((await deadLetters()).map((letter) => letter.event_id)).toEqual([first.id]);
  expect(await effects()).toEqual([second.id]);
});

test("events that arrive in the wrong order are applied in the right one", async () => {
  const { processor, effects } = start();
  const task = aTask();
  const events = [created(task, 1), updated(task, 2), updated(task, 3), updated(task, 4)];
  const [one, two, three, four] = events;
  for (const event of [four, two, three, one]) await processor.deliver(topic, [event]);
  await until("all are applied", async () => (await effects()).length === 4);
  expect(await effects()).toEqual(events.map((event) => event.id));
});

test("an event whose predecessor never comes is applied when the wait is over, and counted", async () => {
  const { processor, effects, metrics, name } = start(() => {}, 30);
  const event = updated(aTask(), 7);
  await processor.deliver(topic, [event]);
  await until("it is applied", async () => (await effects()).length === 1);
  const gaps = await until("it is counted", async () => {
    const { values } = await metrics.gaps.get();
    return values.length > 0 && values;
  });
  expect(gaps).toEqual([expect.objectContaining({ labels: { consumer: name, topic }, value: 1 })]);
});

test("an event that comes when its successor has been applied is neither applied out of order nor lost", async () => {
  const { processor, effects, deadLetters } = start(() => {}, 30);
  const task = aTask();
  const [late, successor] = [created(task, 1), updated(task, 2)];
  await processor.deliver(topic, [successor]);
  await until("the successor is applied", async () => (await effects()).length === 1);
  expect(await processor.deliver(topic, [late])).toBe("ack");
  expect(await deadLetters()).toEqual([
    expect.objectContaining({ event_id: late.id, code: "EVENT_TOO_LATE", retries: 0 }),
  ]);
  expect(await effects()).toEqual([successor.id]);
});

import { v7 as uuidv7 } from "uuid";
import type { TransportName } from "../../chaos/transport";
import { definition } from "../../services/audit-consumer/definition";
import { definition as newcomerDefinition } from "../../services/notification/definition";
import { defineConsumer } from "../../services/runtime/consumer/consumer";
import { replayDeadLetter } from "../../services/runtime/consumer/replay";
import { anEvent, aTask, created } from "../helpers/events";
import { until } from "../helpers/until";
import { broadcasts } from "./broadcasts";
import { pastSidecars } from "./past-sidecars";
import { refusals } from "./refusals";
import { recorder, startReplica } from "./replica";
import { tokens } from "./tokens";
import { useWorld } from "./world";

const aReminder = {
  reminderId: uuidv7(),
  taskId: uuidv7(),
  minutesBefore: 0,
  remindAt: "2026-01-01T00:00:00.000Z",
};

/** What the runtime promises on every transport: run against each of them, on the real components. */
export function conformance(transportName: TransportName): void {
  const world = useWorld(transportName);
  const { applied, deadLetterOf, sequencesOf } = world;

  test("an event that comes five times has one effect", async () => {
    const event = created(aTask());
    const last = created(aTask({ id: event.subject }), 2);
    await world.transport.publish([...Array(5).fill(event), last]);
    await applied(last);
    expect(await sequencesOf(event.subject)).toEqual([1, 2]);
  });

  test("the events of a task are applied in their order, also when they come in another", async () => {
    const tasks = [aTask(), aTask(), aTask()];
    const inOrder = tasks.map((task) => [1, 2, 3, 4, 5].map((sequence) => created(task, sequence)));
    await world.transport.publish(inOrder.flatMap((events, index) => (index === 0 ? [...events].reverse() : events)));
    for (const task of tasks) await applied(created(task, 5));
    for (const task of tasks) expect(await sequencesOf(task.id)).toEqual([1, 2, 3, 4, 5]);
  });

  test("an event that fails twice has one effect; other tasks go on meanwhile, later events of its own wait", async () => {
    const [task, other] = [aTask(), aTask()];
    const [first, second] = [created(task, 1), created(task, 2)];
    const moments: number[] = [];
    world.script = (event, attempt) => {
      if (event.id !== first.id) return;
      moments.push(Date.now());
      if (attempt <= 2) throw new Error("not yet");
    };
    await world.transport.publish([first, second, created(other)]);
    await applied(created(other));
    expect(await sequencesOf(task.id)).toEqual([]);
    await applied(second);
    expect(await sequencesOf(task.id)).toEqual([1, 2]);
    expect(moments).toHaveLength(3);
  });

  test("an event that always fails becomes a dead letter after three retries; replayed after the fix it has one effect", async () => {
    const event = created(aTask());
    world.script = ({ id }) => {
      if (id === event.id) throw new Error("the printer is on fire");
    };
    await world.transport.publish([event]);
    const letter = await deadLetterOf(event);
    expect(letter).toMatchObject({ code: "HANDLER_FAILED", reason: "the printer is on fire", retries: 3 });
    world.script = () => {};
    for (let time = 0; time < 2; time += 1)
      await world.db.database.transaction((tx) => replayDeadLetter(tx, letter.id));
    // Any service that writes an event relays the replayed one, too.
    await world.transport.publish([created(aTask({ title: "echo" }))]);
    await applied(event);
    await until("the dead letter is replayed", async () => (await deadLetterOf(event)).status === "replayed");
    expect(await sequencesOf(event.subject)).toEqual([1]);
  });

  test("the trace of an event goes on through outbox and broker", async () => {
    const event = created(aTask({ title: "echo" }));
    const seen: (string | undefined)[] = [];
    world.script = ({ subject, traceparent }) => {
      if (subject === event.subject) seen.push(traceparent);
    };
    await world.transport.publish([event]);
    await until("the event that it made has come", () => seen.length === 2);
    const [first, second] = seen.map((traceparent) => traceparent?.split("-"));
    expect(first?.join("-")).toBe(event.traceparent);
    expect(second?.[1]).toBe(first?.[1]);
    expect(second?.[2]).not.toBe(first?.[2]);
  });

  test("a stop finishes what is in hand or leaves it for redelivery, and a start goes on from there", async () => {
    const events = Array.from({ length: 20 }, () => created(aTask()));
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = false;
    world.script = async () => {
      begun = true;
      await gate;
    };
    await world.transport.publish(events);
    await until("an event is in hand", () => begun);
    const stopped = world.host.stop();
    release();
    await stopped;
    world.script = () => {};
    const late = created(aTask());
    await world.transport.publish([late]);
    await world.start();
    for (const event of [...events, late]) await applied(event);
    for (const event of [...events, late]) expect(await sequencesOf(event.subject)).toEqual([1]);
  });

  test("two replicas of a shared consumer have one effect an event", async () => {
    const second = await world.transport.placeFor(definition.name);
    const other = await startReplica(
      recorder(() => {}),
      second,
      world.url,
    );
    const tasks = Array.from({ length: 10 }, () => aTask());
    await world.transport.publish([1, 2, 3].flatMap((sequence) => tasks.map((task) => created(task, sequence))));
    for (const task of tasks) await applied(created(task, 3));
    await other.stop();
    await second.stop();
    for (const task of tasks) expect(await sequencesOf(task.id)).toEqual([1, 2, 3]);
  });

  test("a consumer that starts for the first time begins with the oldest event that the broker has", async () => {
    const event = anEvent("freehold.reminder.cancelled.v1", aReminder, { subject: uuidv7() });
    await world.transport.publish([event], { topic: "reminders" });
    const seen: string[] = [];
    const place = await world.transport.placeFor(newcomerDefinition.name);
    const newcomer = defineConsumer(newcomerDefinition, {
      "freehold.reminder.cancelled.v1": async ({ id }) => void seen.push(id),
    });
    const host = await startReplica(
      { definition: newcomerDefinition, create: () => ({ consumer: newcomer }) },
      place,
      world.url,
    );
    await until("it has come", () => seen.includes(event.id));
    await host.stop();
    await place.stop();
  });

  test("what is written while the broker is away arrives when it is back", async () => {
    const event = created(aTask());
    world.transport.proxy.cut();
    const hitByCut = world.transport.proxy.hit();
    const published = until("the broker has it", () =>
      world.transport.publish([event]).then(
        () => true,
        () => false,
      ),
    );
    await until("somebody was refused", () => world.transport.proxy.hit() > hitByCut);
    expect(await sequencesOf(event.subject)).toEqual([]);
    world.transport.proxy.restore();
    await published;
    await applied(event);
    expect(await sequencesOf(event.subject)).toEqual([1]);
  });

  refusals(world);
  broadcasts(world);
  if (transportName === "dapr-redis" || transportName === "dapr-kafka") {
    tokens(world);
    pastSidecars(world);
  }
}

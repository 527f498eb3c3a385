import { type ChaosBus, type Place, startBus, type TransportName } from "../../chaos/bus";
import { startProxy, type TcpProxy } from "../../chaos/proxy";
import { needs } from "../../services/audit-consumer/needs";
import type { FreeholdEvent } from "../../services/contracts/envelope";
import type { RunningHost } from "../../services/runtime/host";
import { replayDeadLetter } from "../../services/runtime/replay";
import { useDatabase } from "../helpers/database";
import { aTask, created } from "../helpers/events";
import { until } from "../helpers/until";
import { effectsTable, recorder, type Script, startReplica } from "./replica";

/** What the runtime promises, whatever bus is underneath: run against each of them, on the real components. */
export function conformance(transport: TransportName): void {
  const db = useDatabase();
  let proxy: TcpProxy;
  let url: string;
  let bus: ChaosBus;
  let place: Place;
  let host: RunningHost;
  let script: Script = () => {};

  const start = async () => {
    host = await startReplica(
      recorder((event, attempt) => script(event, attempt)),
      place,
      url,
    );
  };
  beforeAll(async () => {
    await db.database.query(effectsTable);
    proxy = await startProxy(Number(new URL(db.url).port));
    url = db.url.replace(/:\d+\//, `:${proxy.port}/`);
    bus = await startBus(transport, { url, proxy });
    place = await bus.placeFor(needs.name);
    await start();
  }, 60_000);
  db.closeFirst(async () => {
    await host.stop();
    await place.stop();
    await bus.stop();
    await proxy.close();
  });
  beforeEach(() => {
    script = () => {};
  });

  const sequencesOf = async (subject: string): Promise<number[]> => {
    const { rows } = await db.database.query<{ sequence: number }>(
      "select sequence from public.effects where subject = $1 order by at",
      [subject],
    );
    return rows.map(({ sequence }) => sequence);
  };
  const applied = (event: FreeholdEvent) =>
    until(`event ${event.sequence} of ${event.subject} is applied`, async () =>
      (await sequencesOf(event.subject)).includes(event.sequence),
    );
  const deadLetters = async () => {
    const { rows } = await db.database.query<{
      id: string;
      event_id: string;
      code: string;
      reason: string;
      retries: number;
      status: string;
    }>("select id, event_id, code, reason, retries, status from freehold.dead_letters order by dead_at");
    return rows;
  };
  const deadLetterOf = (event: { id: string }) =>
    until("the event is a dead letter", async () =>
      (await deadLetters()).find(({ event_id }) => event_id === event.id),
    );

  test("an event that comes five times has one effect", async () => {
    const event = created(aTask());
    const last = created(aTask({ id: event.subject }), 2);
    await bus.publish([...Array(5).fill(event), last]);
    await applied(last);
    expect(await sequencesOf(event.subject)).toEqual([1, 2]);
  });

  test("the events of a task are applied in their order, also when they come in another", async () => {
    const tasks = [aTask(), aTask(), aTask()];
    const inOrder = tasks.map((task) => [1, 2, 3, 4, 5].map((sequence) => created(task, sequence)));
    await bus.publish(inOrder.flatMap((events, index) => (index === 0 ? [...events].reverse() : events)));
    for (const task of tasks) await applied(created(task, 5));
    for (const task of tasks) expect(await sequencesOf(task.id)).toEqual([1, 2, 3, 4, 5]);
  });

  test("an event that fails twice has one effect; other tasks go on meanwhile, later events of its own wait", async () => {
    const [task, other] = [aTask(), aTask()];
    const [first, second] = [created(task, 1), created(task, 2)];
    const moments: number[] = [];
    script = (event, attempt) => {
      if (event.id !== first.id) return;
      moments.push(Date.now());
      if (attempt <= 2) throw new Error("not yet");
    };
    await bus.publish([first, second, created(other)]);
    await applied(created(other));
    expect(await sequencesOf(task.id)).toEqual([]);
    await applied(second);
    expect(await sequencesOf(task.id)).toEqual([1, 2]);
    expect(moments).toHaveLength(3);
  });

  test("an event that always fails becomes a dead letter after three retries; replayed after the fix it has one effect", async () => {
    const event = created(aTask());
    script = ({ id }) => {
      if (id === event.id) throw new Error("the printer is on fire");
    };
    await bus.publish([event]);
    const letter = await deadLetterOf(event);
    expect(letter).toMatchObject({ code: "HANDLER_FAILED", reason: "the printer is on fire", retries: 3 });
    script = () => {};
    for (let time = 0; time < 2; time += 1) await db.database.transaction((tx) => replayDeadLetter(tx, letter.id));
    // Any service that writes an event relays the replayed one, too.
    await bus.publish([created(aTask({ title: "echo" }))]);
    await applied(event);
    await until("the dead letter is replayed", async () => (await deadLetterOf(event)).status === "replayed");
    expect(await sequencesOf(event.subject)).toEqual([1]);
  });

  const good = created(aTask());
  test.each([
    ["is not JSON", "no JSON at all", ["EVENT_NOT_JSON", "EVENT_INVALID"]],
    ["is not a CloudEvent", '{"hello":"world"}', ["EVENT_INVALID"]],
  ])("what %s becomes a dead letter once, and holds nothing up", async (_what, body, codes) => {
    const before = (await deadLetters()).length;
    const next = created(aTask());
    await bus.publishRaw(body);
    await bus.publish([next]);
    await applied(next);
    const letters = await until("it is a dead letter", async () => {
      const all = await deadLetters();
      return all.length > before ? all : undefined;
    });
    expect(letters).toHaveLength(before + 1);
    expect(codes).toContain(letters.at(-1)?.code);
  });

  test.each([
    ["of an unknown type", { type: "freehold.task.painted.v1" }, "EVENT_UNKNOWN_TYPE"],
    ["of a newer version", { type: "freehold.task.created.v2" }, "EVENT_UNKNOWN_TYPE"],
    ["of another topic", { type: "freehold.task-update.removed.v1" }, "EVENT_WRONG_TOPIC"],
    ["with wrong data", { data: { task: "none" } }, "EVENT_INVALID"],
    [
      "of 100 kB that breaks its schema",
      { data: { task: { ...good.data, title: "x".repeat(100_000) } } },
      "EVENT_INVALID",
    ],
  ])("an event %s becomes a dead letter with its reason, and holds nothing up", async (_what, changes, code) => {
    const event = created(aTask());
    const next = created(aTask());
    await bus.publish([{ ...event, ...changes } as FreeholdEvent, next]);
    await applied(next);
    expect(await deadLetterOf(event)).toMatchObject({ code, retries: 0 });
    expect(await sequencesOf(event.subject)).toEqual([]);
  });

  test("the trace of an event goes on through outbox and bus", async () => {
    const event = created(aTask({ title: "echo" }));
    const seen: (string | undefined)[] = [];
    script = ({ subject, traceparent }) => {
      if (subject === event.subject) seen.push(traceparent);
    };
    await bus.publish([event]);
    await until("the event that it made has come", () => seen.length === 2);
    const [first, second] = seen.map((traceparent) => traceparent?.split("-"));
    expect(first?.join("-")).toBe(event.traceparent);
    expect(second?.[1]).toBe(first?.[1]);
    expect(second?.[2]).not.toBe(first?.[2]);
  });

  test("a stop finishes what is in hand or gives it back, and a start goes on from there", async () => {
    const events = Array.from({ length: 20 }, () => created(aTask()));
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = false;
    script = async () => {
      begun = true;
      await gate;
    };
    await bus.publish(events);
    await until("an event is in hand", () => begun);
    const stopped = host.stop();
    release();
    await stopped;
    script = () => {};
    const late = created(aTask());
    await bus.publish([late]);
    await start();
    for (const event of [...events, late]) await applied(event);
    for (const event of [...events, late]) expect(await sequencesOf(event.subject)).toEqual([1]);
  });

  test("two replicas of a shared consumer have one effect an event", async () => {
    const second = await bus.placeFor(needs.name);
    const other = await startReplica(
      recorder(() => {}),
      second,
      url,
    );
    const tasks = Array.from({ length: 10 }, () => aTask());
    await bus.publish([1, 2, 3].flatMap((sequence) => tasks.map((task) => created(task, sequence))));
    for (const task of tasks) await applied(created(task, 3));
    await other.stop();
    await second.stop();
    for (const task of tasks) expect(await sequencesOf(task.id)).toEqual([1, 2, 3]);
  });

  test("what is written while the broker is away arrives when it is back", async () => {
    const event = created(aTask());
    bus.proxy.cut();
    const hitByCut = bus.proxy.hit();
    const published = until("the bus has it", () =>
      bus.publish([event]).then(
        () => true,
        () => false,
      ),
    );
    await until("somebody was refused", () => bus.proxy.hit() > hitByCut);
    expect(await sequencesOf(event.subject)).toEqual([]);
    bus.proxy.restore();
    await published;
    await applied(event);
    expect(await sequencesOf(event.subject)).toEqual([1]);
  });
}

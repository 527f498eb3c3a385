import type { FreeholdEvent } from "../../../services/contracts/envelope";
import type { Topic } from "../../../services/contracts/topics";
import type { Consumer } from "../../../services/runtime/consumer";
import { RuleViolation } from "../../../services/runtime/errors";
import { Metrics } from "../../../services/runtime/metrics";
import { Processor } from "../../../services/runtime/processor";
import { replayDeadLetter } from "../../../services/runtime/replay";
import { retryWaits } from "../../../services/runtime/retry-policy";
import { silent, useDatabase } from "../../helpers/database";
import { aTask, created, updated } from "../../helpers/events";
import { until } from "../../helpers/until";

const db = useDatabase();
const topic: Topic = "task-events";

/** What a test lets the handler do with an event before its effect; the effect itself is a row that says "done". */
type Before = (event: FreeholdEvent, attempt: number) => void;

let running: Processor[] = [];
let consumers = 0;

beforeAll(() => db.database.query("create table public.effects (consumer text, event_id text, at serial)"));
afterEach(async () => {
  await Promise.all(running.map((processor) => processor.stop()));
  running = [];
});

/** A consumer of its own for each test, whose every effect is a row. */
function start(before: Before = () => {}, predecessorWait = 60_000) {
  consumers += 1;
  const name = `consumer-${consumers}`;
  const attempts = new Map<string, number>();
  const handle: NonNullable<Consumer["on"]["freehold.task.created.v1"]> = async (event, { tx }) => {
    const attempt = (attempts.get(event.id) ?? 0) + 1;
    attempts.set(event.id, attempt);
    // First the effect, then the failure: a rollback has something to undo.
    await tx.query("insert into public.effects (consumer, event_id) values ($1, $2)", [name, event.id]);
    before(event, attempt);
  };
  const consumer: Consumer = {
    name,
    subscribes: [{ topic, delivery: "shared" }],
    on: {
      "freehold.task.created.v1": handle,
      "freehold.task.updated.v1": (event, context) => handle(event as never, context),
    },
  };
  const metrics = new Metrics();
  const wakeRelay = jest.fn();
  const processor = new Processor({
    consumer,
    database: db.database,
    metrics,
    logger: silent,
    wakeRelay,
    retryWaits: [20, 40, 80],
    predecessorWait,
  });
  processor.start();
  running.push(processor);
  const effects = async (): Promise<string[]> => {
    const { rows } = await db.database.query<{ event_id: string }>(
      "select event_id from public.effects where consumer = $1 order by at",
      [name],
    );
    return rows.map((row) => row.event_id);
  };
  const deadLetters = async () => {
    const { rows } = await db.database.query<{
      id: string;
      event_id: string;
      code: string;
      reason: string;
      retries: number;
      status: string;
      owner_id: string;
    }>("select * from freehold.dead_letters where consumer = $1 order by dead_at", [name]);
    return rows;
  };
  return { name, processor, attempts, effects, deadLetters, metrics, wakeRelay };
}

const parkedIds = async (consumer: string): Promise<string[]> => {
  const { rows } = await db.database.query<{ event_id: string }>(
    "select event_id from freehold.parked where consumer = $1",
    [consumer],
  );
  return rows.map((row) => row.event_id);
};

test("the retry series is 1 s, 2 s, 4 s", () => {
  expect(retryWaits).toEqual([1_000, 2_000, 4_000]);
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
    throw new RuleViolation("a task can't be due before it is made");
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

test("while an event is retried, other tasks go on and later events of its own task wait for it", async () => {
  let broken = true;
  const task = aTask();
  const first = created(task);
  const { processor, effects, name } = start((event) => {
    if (broken && event.id === first.id) throw new Error("not yet");
  });
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
  const gaps = await metrics.gaps.get();
  expect(gaps.values).toEqual([expect.objectContaining({ labels: { consumer: name, topic }, value: 1 })]);
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

test("a retry that was parked before a restart is made after it", async () => {
  const task = aTask();
  const event = created(task);
  const before = start(() => {
    throw new Error("not yet");
  });
  await before.processor.deliver(topic, [event]);
  await before.processor.stop();
  const effects: string[] = [];
  const after = new Processor({
    consumer: {
      name: before.name,
      subscribes: [],
      on: { "freehold.task.created.v1": async ({ id }) => void effects.push(id) },
    },
    database: db.database,
    metrics: new Metrics(),
    logger: silent,
    wakeRelay: () => {},
  });
  after.start();
  running.push(after);
  await until("the parked event is applied", () => effects.length > 0);
  expect(effects).toEqual([event.id]);
});

test.each([
  ["what is not JSON", "{", "EVENT_NOT_JSON"],
  ["what is not a CloudEvent", { hello: "world" }, "EVENT_INVALID"],
  ["nothing at all", undefined, "EVENT_INVALID"],
  ["an unknown type", { ...created(aTask()), type: "freehold.task.archived.v1" }, "EVENT_UNKNOWN_TYPE"],
  ["a newer version of a type", { ...created(aTask()), type: "freehold.task.created.v2" }, "EVENT_UNKNOWN_TYPE"],
  ["a type of another topic", { ...created(aTask()), type: "freehold.reminder.due.v1" }, "EVENT_WRONG_TOPIC"],
  ["data that is not of its schema", { ...created(aTask()), data: { task: { id: 1 } } }, "EVENT_INVALID"],
])("%s goes to the dead letters at once, once, with its reason", async (_what, raw, code) => {
  const { processor, deadLetters, effects } = start();
  expect(await processor.deliver(topic, [raw])).toBe("ack");
  expect(await processor.deliver(topic, [raw])).toBe("ack");
  expect(await deadLetters()).toEqual([expect.objectContaining({ code, retries: 0 })]);
  expect(await effects()).toEqual([]);
});

describe("a batch", () => {
  const tasks = Array.from({ length: 4 }, () => aTask());
  /** Three events of each of four tasks, mixed, each task in its order. */
  const mixed = () => [1, 2, 3].flatMap((n) => tasks.map((task) => (n === 1 ? created(task, 1) : updated(task, n))));

  test("is one transaction: its effects become visible together", async () => {
    const { processor, effects, name } = start();
    const batch = mixed();
    const transactions = jest.spyOn(db.database, "transaction");
    expect(await processor.deliver(topic, batch)).toBe("ack");
    expect(transactions).toHaveBeenCalledTimes(1);
    transactions.mockRestore();
    expect(await effects()).toEqual(batch.map((event) => event.id));
    const { rows } = await db.database.query("select sequence, waiting from freehold.progress where consumer = $1", [
      name,
    ]);
    expect(rows).toEqual(Array(4).fill({ sequence: 3, waiting: false }));
  });

  test("with the same event twice in it, or delivered again, has each effect once", async () => {
    const { processor, effects } = start();
    const batch = mixed();
    await processor.deliver(topic, [...batch, ...batch]);
    await processor.deliver(topic, batch);
    expect(await effects()).toEqual(batch.map((event) => event.id));
  });

  test("in any order applies each task in its order", async () => {
    const { processor, effects } = start();
    const batch = mixed();
    await processor.deliver(topic, [...batch].reverse());
    await until("all are applied", async () => (await effects()).length === batch.length);
    const done = await effects();
    for (const task of tasks) {
      const own = batch.filter((event) => event.subject === task.id).map((event) => event.id);
      expect(done.filter((id) => own.includes(id))).toEqual(own);
    }
  });

  test("with events that fail in it keeps these apart, and applies the others at once", async () => {
    const batch = mixed();
    const [, second, third] = batch;
    let broken = true;
    const { processor, effects, deadLetters } = start((event) => {
      if (event.id === second?.id && broken) throw new Error("not yet");
      if (event.id === third?.id) throw new RuleViolation("never");
    });
    const poison = { hello: "world" };
    expect(await processor.deliver(topic, [poison, ...batch, "{"])).toBe("ack");
    const failed = tasks[1]?.id;
    const others = batch.filter((event) => event.subject !== failed && event.id !== third?.id).map((event) => event.id);
    expect(await effects()).toEqual(others);
    expect((await deadLetters()).map(({ code }) => code).sort()).toEqual([
      "EVENT_INVALID",
      "EVENT_NOT_JSON",
      "RULE_VIOLATED",
    ]);
    broken = false;
    await until("the failed task has caught up", async () => (await effects()).length === batch.length - 1);
    const own = batch.filter((event) => event.subject === failed).map((event) => event.id);
    expect((await effects()).slice(-3)).toEqual(own);
  });

  test("that outlasts a stop is given back whole, without a claim", async () => {
    const batch = mixed();
    const clock = jest.spyOn(Date, "now");
    const { processor, effects, name } = start((event) => {
      if (event.id !== batch[1]?.id) return;
      processor.halt();
      const late = performance.timeOrigin + performance.now() + 60_000;
      clock.mockImplementation(() => late);
    });
    expect(await processor.deliver(topic, batch)).toBe("retry");
    clock.mockRestore();
    expect(await effects()).toEqual([]);
    const { rows } = await db.database.query("select from freehold.inbox where consumer = $1", [name]);
    expect(rows).toHaveLength(0);
  });
});

import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import type { FreeholdEvent } from "../../../../services/contracts/envelope";
import { Processor } from "../../../../services/runtime/consumer/processor";
import { replayDeadLetter } from "../../../../services/runtime/consumer/replay";
import { TerminalError } from "../../../../services/runtime/core/errors";
import { Database } from "../../../../services/runtime/database/database";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { silent, useDatabase } from "../../../helpers/database";
import { deadLettersIn } from "../../../helpers/dead-letters";
import { aTask, created, updated } from "../../../helpers/events";
import { until } from "../../../helpers/until";

const db = useDatabase();
const topic = "task-events";

/** A consumer whose handler is the test's, with the metrics of a process of its own. */
function start(handle: (event: FreeholdEvent) => void | Promise<void> = () => {}) {
  const metrics = new Metrics();
  const name = `consumer-${uuidv7()}`;
  const processor = new Processor({
    consumer: {
      name,
      subscribes: [{ topic, delivery: "shared" }],
      on: {
        "freehold.task.created.v1": async (event) => handle(event),
        "freehold.task.updated.v1": async (event) => handle(event),
      },
    },
    database: db.database,
    metrics,
    logger: silent,
    wakeRelay: () => {},
    retryWaitsMs: [20, 40, 80],
    gapTimeoutMs: 60_000,
  });
  /** The value of a series of this consumer, as a scrape shows it. */
  const scrape = async (metric: string): Promise<number | undefined> => {
    const text = await metrics.registry.metrics();
    const line = text
      .split("\n")
      .find((one) => one.startsWith(`${metric}{`) && one.includes(name) && !one.includes("le="));
    return line === undefined ? undefined : Number(line.split(" ").at(-1));
  };
  return { processor, metrics, scrape };
}

test("an event that is applied counts once, with its latency and its handling time", async () => {
  const { processor, scrape } = start();
  const event = { ...created(aTask()), time: new Date(Date.now() - 60_000).toISOString() };
  await processor.deliver(topic, [event]);
  await processor.deliver(topic, [event]);
  expect(await scrape("freehold_events_processed_total")).toBe(1);
  expect(await scrape("freehold_events_duplicates_total")).toBe(1);
  expect(await scrape("freehold_event_handling_seconds_count")).toBe(2);
  expect(await scrape("freehold_event_latency_seconds_count")).toBe(1);
  expect(await scrape("freehold_event_latency_seconds_sum")).toBeGreaterThanOrEqual(60);
});

test("the time that a dead letter waited for its replay is no latency", async () => {
  let isBroken = true;
  const { processor, scrape } = start(() => {
    if (isBroken) throw new TerminalError("never");
  });
  const event = created(aTask());
  await processor.deliver(topic, [event]);
  const [letter] = (await deadLettersIn(db.database)).filter(({ event_id }) => event_id === event.id);
  isBroken = false;
  await db.database.transaction((tx) => replayDeadLetter(tx, letter?.id ?? ""));
  await processor.deliver(topic, [event]);
  expect(await scrape("freehold_events_processed_total")).toBe(1);
  expect((await scrape("freehold_event_latency_seconds_count")) ?? 0).toBe(0);
});

test("parked events are counted, and shown until they are applied", async () => {
  const { processor, scrape } = start();
  const task = aTask();
  await processor.deliver(topic, [updated(task, 2)]);
  await until("it is seen", async () => (await scrape("freehold_parked_events")) === 1);
  expect(await scrape("freehold_events_parked_total")).toBe(1);
  await processor.deliver(topic, [created(task, 1)]);
  await until("none is parked", async () => (await scrape("freehold_parked_events")) === 0);
  await processor.stop();
});

test("retries and dead letters are counted", async () => {
  const { processor, scrape } = start((event) => {
    if (event.sequence === 1) throw new Error("not yet");
    throw new TerminalError("never");
  });
  await processor.deliver(topic, [created(aTask())]);
  await until("it is dead", async () => (await scrape("freehold_events_dead_lettered_total")) === 1);
  expect(await scrape("freehold_events_retried_total")).toBe(3);
  await processor.stop();
});

test("while an event is in hand it is in flight, and its age is the lag", async () => {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { processor, scrape } = start(() => finished);
  const event = { ...created(aTask()), time: new Date(Date.now() - 30_000).toISOString() };
  const delivered = processor.deliver(topic, [event]);
  await until("it is in hand", async () => ((await scrape("freehold_consumer_lag_seconds")) ?? 0) >= 30);
  expect(await scrape("freehold_events_in_flight")).toBe(1);
  finish();
  await delivered;
  expect(await scrape("freehold_consumer_lag_seconds")).toBe(0);
  expect(await scrape("freehold_events_in_flight")).toBe(0);
});

test("round trips and the use of the pool are shown, and a scrape sends no statement", async () => {
  const metrics = new Metrics();
  const seconds: number[] = [];
  const database = new Database({
    url: db.url,
    poolMax: 2,
    logger: silent,
    observe: (one) => {
      seconds.push(one);
      metrics.databaseRoundTrip.observe(one);
    },
  });
  metrics.watchPool(database.pool);
  await database.transaction(async (tx) => {
    await tx.query("select 1");
    expect(await metrics.registry.metrics()).toContain('freehold_database_pool_connections{state="active"} 1');
  });
  expect(seconds).toHaveLength(3);
  const statements = jest.spyOn(pg.Client.prototype, "query");
  const text = await metrics.registry.metrics();
  expect(statements).not.toHaveBeenCalled();
  statements.mockRestore();
  expect(text).toContain("freehold_database_round_trip_seconds_count 3");
  expect(text).toContain('freehold_database_pool_connections{state="idle"} 1');
  expect(text).toContain('freehold_database_pool_connections{state="active"} 0');
  await database.close();
});

test("a scrape does not wait for the broker: it shows what was known, and forgets what is unavailable", async () => {
  const metrics = new Metrics();
  const answers: (() => Promise<{ consumer: string; topic: string; events: number }[]>)[] = [
    async () => [{ consumer: "c", topic, events: 7 }],
    () => Promise.reject(new Error("the broker is away")),
  ];
  const look = jest.fn(() => answers.shift()?.() ?? new Promise<never>(() => {}));
  metrics.watchBroker(look);
  const line = `freehold_broker_consumer_lag{consumer="c",topic="${topic}"} 7`;
  expect(await metrics.registry.metrics()).not.toContain(line);
  expect(await metrics.registry.metrics()).toContain(line);
  expect(await metrics.registry.metrics()).not.toContain(line);
  expect(await metrics.registry.metrics()).not.toContain(line);
  expect(look).toHaveBeenCalledTimes(3);
});

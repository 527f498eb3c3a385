import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { EmbeddedTransport } from "../../../../services/runtime/transports/embedded";
import type { Outcome, OutgoingEvent, Subscription } from "../../../../services/runtime/transports/transport";
import { silent, useDatabase } from "../../../helpers/database";
import { until } from "../../../helpers/until";

const db = useDatabase();
let open: EmbeddedTransport[] = [];
let consumers = 0;

beforeEach(() => db.database.query("truncate freehold.bus_log restart identity; truncate freehold.bus_offsets"));
afterEach(async () => {
  await Promise.all(open.map((transport) => transport.close()));
  open = [];
});

const connect = (): EmbeddedTransport => {
  const transport = new EmbeddedTransport(db.url, silent);
  open.push(transport);
  return transport;
};

const events = (from: number, to: number): OutgoingEvent[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    topic: "task-events",
    key: uuidv7(),
    event: { n: from + index },
  }));

/** Of an event as it comes from any transport: as JSON. */
const numberOf = (raw: unknown): number => (typeof raw === "string" ? JSON.parse(raw).n : Number.NaN);

function subscriber(changes: Partial<Subscription> = {}, answer: (n: number) => Outcome = () => "ack") {
  consumers += 1;
  const seen: number[] = [];
  const subscription: Subscription = {
    topics: ["task-events"],
    consumer: `consumer-${consumers}`,
    delivery: "shared",
    deliver: async (_topic, raws) => {
      const numbers = raws.map(numberOf);
      const kept = numbers.findIndex((n) => answer(n) === "retry");
      seen.push(...(kept < 0 ? numbers : numbers.slice(0, kept + 1)));
      return kept < 0 ? "ack" : "retry";
    },
    ...changes,
  };
  return { seen, subscription };
}

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

test("a shared subscription gets every event in order, those from before it included", async () => {
  const transport = connect();
  await transport.publish(events(1, 150));
  const { seen, subscription } = subscriber();
  const running = await transport.subscribe(subscription);
  await transport.publish(events(151, 300));
  await until("all have arrived", () => seen.length === 300);
  await running.stop();
  expect(seen).toEqual(upTo(300));
});

test("a topic's events go to its own subscribers", async () => {
  const transport = connect();
  const { seen, subscription } = subscriber();
  const other = subscriber({ topics: ["reminders"] });
  const running = [await transport.subscribe(subscription), await transport.subscribe(other.subscription)];
  await transport.publish([...events(1, 2), { topic: "reminders", key: "k", event: { n: 3 } }]);
  await until("all have arrived", () => seen.length === 2 && other.seen.length === 1);
  await Promise.all(running.map((subscription) => subscription.stop()));
  expect([seen, other.seen]).toEqual([[1, 2], [3]]);
});

test("unacknowledged events are redelivered, and nothing after them overtakes", async () => {
  const transport = connect();
  let refusals = 2;
  const { seen, subscription } = subscriber({}, (n) => {
    if (n !== 2 || refusals === 0) return "ack";
    refusals -= 1;
    return "retry";
  });
  await transport.publish(events(1, 3));
  const running = await transport.subscribe(subscription);
  await until("all have arrived", () => seen.includes(3));
  await running.stop();
  expect(seen).toEqual([1, 2, 1, 2, 1, 2, 3]);
});

test("a consumer goes on where it stopped", async () => {
  const first = connect();
  const { seen, subscription } = subscriber();
  const running = await first.subscribe(subscription);
  await first.publish(events(1, 3));
  await until("three have arrived", () => seen.length === 3);
  await running.stop();
  await first.publish(events(4, 5));
  const again = await connect().subscribe(subscription);
  await until("the rest has arrived", () => seen.length === 5);
  await again.stop();
  expect(seen).toEqual(upTo(5));
});

test("two replicas of a shared consumer share the events, and keep their order", async () => {
  const { seen, subscription } = subscriber();
  const replicas = [connect(), connect()];
  const running = await Promise.all(replicas.map((transport) => transport.subscribe(subscription)));
  for (let n = 1; n <= 50; n += 1) await replicas[n % 2]?.publish(events(n, n));
  await until("all have arrived", () => seen.length >= 50);
  await Promise.all(running.map((one) => one.stop()));
  expect(seen).toEqual(upTo(50));
});

test("every replica of a broadcast consumer gets every event from its start on", async () => {
  const replicas = [connect(), connect()];
  await replicas[0]?.publish(events(1, 5));
  const subscribers = replicas.map((transport) => ({
    transport,
    ...subscriber({ delivery: "broadcast", consumer: "websocket" }),
  }));
  const running = await Promise.all(
    subscribers.map(({ transport, subscription }) => transport.subscribe(subscription)),
  );
  await replicas[0]?.publish(events(6, 8));
  await until("all have arrived", () => subscribers.every(({ seen }) => seen.length === 3));
  await Promise.all(running.map((one) => one.stop()));
  expect(subscribers.map(({ seen }) => seen)).toEqual([
    [6, 7, 8],
    [6, 7, 8],
  ]);
});

test("when the listening connection is lost, it is opened again and what came meanwhile is read", async () => {
  const transport = connect();
  const { seen, subscription } = subscriber();
  const running = await transport.subscribe(subscription);
  await transport.publish(events(1, 1));
  await until("the first has arrived", () => seen.length === 1);
  const admin = new pg.Client({ connectionString: db.url });
  await admin.connect();
  const { rowCount } = await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`,
  );
  await admin.end();
  expect(rowCount).toBe(1);
  await connect().publish(events(2, 2));
  await until("the second has arrived", () => seen.length === 2);
  await connect().publish(events(3, 3));
  await until("the third has arrived", () => seen.length === 3);
  await running.stop();
  expect(seen).toEqual([1, 2, 3]);
});

test("a stop finishes the batch in hand and takes no further one", async () => {
  const transport = connect();
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const batches: number[] = [];
  let finished = 0;
  const { subscription } = subscriber({
    deliver: async (_topic, raws) => {
      batches.push(raws.length);
      await gate;
      finished += raws.length;
      return "ack";
    },
  });
  await transport.publish(events(1, 550));
  const running = await transport.subscribe(subscription);
  await until("the first is in hand", () => batches.length === 1);
  const stopped = running.stop();
  release();
  await stopped;
  expect([batches, finished]).toEqual([[500], 500]);
  const { rows } = await db.database.query("select position from freehold.bus_offsets");
  expect(rows).toEqual([{ position: 500 }]);
});

test.each(["shared", "broadcast"] as const)(
  "a batch of large events ends early, and all arrive in order: %s",
  async (delivery) => {
    const transport = connect();
    const batches: number[][] = [];
    const { subscription } = subscriber({
      delivery,
      deliver: async (_topic, raws) => {
        batches.push(raws.map(numberOf));
        return "ack";
      },
    });
    await transport.subscribe(subscription);
    const large = events(1, 90).map((each) => ({ ...each, event: { ...each.event, text: "x".repeat(100_000) } }));
    await transport.publish(large);
    await until("all have arrived", () => batches.flat().length === 90);
    expect(batches.flat()).toEqual(Array.from({ length: 90 }, (_, index) => index + 1));
    expect(batches.map(({ length }) => length)).toEqual([40, 40, 10]);
  },
);

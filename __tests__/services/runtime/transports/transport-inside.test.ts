import { v7 as uuidv7 } from "uuid";
import { advisoryLocks } from "../../../../services/contracts/advisory-locks";
import { Database } from "../../../../services/runtime/database/database";
import { writeEvent } from "../../../../services/runtime/outbox/outbox";
import { OutboxRelay } from "../../../../services/runtime/outbox/relay";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { EmbeddedTransport } from "../../../../services/runtime/transports/embedded";
import type { Taken } from "../../../../services/runtime/transports/event-log";
import { silent, useDatabase } from "../../../helpers/database";
import { until } from "../../../helpers/until";

/** A database whose transactions hand their events to the embedded transport as they commit, as in a host. */
const db = useDatabase();
let transport: EmbeddedTransport;
let database: Database;
let relay: OutboxRelay;
const taken: Taken[] = [];

beforeAll(() => {
  transport = new EmbeddedTransport(db.url, silent);
  database = new Database({
    url: db.url,
    logger: silent,
    transport: {
      statement: transport.takeFromOutbox,
      taken: (rows) => {
        taken.push(...(rows as Taken[]));
        if ((rows as Taken[]).some(({ free }) => !free)) relay.wake();
      },
    },
  });
  relay = new OutboxRelay(db.database, transport, new Metrics(), silent);
  db.closeFirst(() => relay.stop());
  db.closeFirst(() => transport.close());
  db.closeFirst(() => database.close());
});
beforeEach(async () => {
  taken.length = 0;
  await db.database.query("truncate freehold.bus_log restart identity; truncate freehold.outbox");
});

const write = (to: Database, subject: string, commits = true) =>
  to.transaction(async (tx) => {
    writeEvent(tx, "test", {
      type: "freehold.task-update.removed.v1",
      subject,
      ownerId: "ann",
      actor: "ann",
      data: { taskId: subject },
    });
    if (!commits) throw new Error("changed my mind");
  });

async function logged(subject: string): Promise<number[]> {
  const { rows } = await db.database.query<{ sequence: number }>(
    "select (event->>'sequence')::int as sequence from freehold.bus_log where event->>'subject' = $1 order by position",
    [subject],
  );
  return rows.map(({ sequence }) => sequence);
}
const waiting = async () => (await db.database.query("select from freehold.outbox")).rows.length;

test("an event is on the transport with the commit that writes it, without a relay, and wakes its reader", async () => {
  const subject = uuidv7();
  const seen: unknown[] = [];
  const running = await transport.subscribe({
    topics: ["task-updates"],
    consumer: "reader",
    delivery: "broadcast",
    deliver: async (_topic, raws) => {
      seen.push(...raws);
      return "ack";
    },
  });
  await write(database, subject);
  expect(await logged(subject)).toEqual([1]);
  expect(await waiting()).toBe(0);
  expect(taken).toMatchObject([{ topic: "task-updates", events: 1 }]);
  await until("the reader has it", () => seen.length === 1);
  await running.stop();
});

test("what is rolled back is neither in the outbox nor on the transport", async () => {
  const subject = uuidv7();
  await expect(write(database, subject, false)).rejects.toThrow("changed my mind");
  expect(await logged(subject)).toEqual([]);
  expect(await waiting()).toBe(0);
  expect(taken).toEqual([]);
});

test.each(["relay", "eventLog"] as const)(
  "a writer does not wait for the lock %s: the relay carries its event",
  async (lock) => {
    const subject = uuidv7();
    await db.database.transaction(async (tx) => {
      await tx.query("select pg_advisory_xact_lock($1)", [advisoryLocks[lock]]);
      await write(database, subject);
      expect(taken).toMatchObject([{ free: false, topic: null }]);
      expect(await waiting()).toBe(1);
    });
    await until("the relay has carried it", async () => (await waiting()) === 0);
    expect(await logged(subject)).toEqual([1]);
  },
);

test("what another transport has left in the outbox goes first", async () => {
  const subject = uuidv7();
  await write(db.database, subject);
  await write(db.database, subject);
  expect(await waiting()).toBe(2);
  await write(database, subject);
  expect(await logged(subject)).toEqual([1, 2, 3]);
  expect(await waiting()).toBe(0);
});

test("many writers at once: each event once, those of a task in their order", async () => {
  const subjects = Array.from({ length: 5 }, () => uuidv7());
  await Promise.all(Array.from({ length: 100 }, (_, n) => write(database, subjects[n % 5] ?? "")));
  await until("the relay has carried the rest", async () => (await waiting()) === 0);
  for (const subject of subjects) expect(await logged(subject)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  expect(taken.some(({ free }) => !free)).toBe(true);
});

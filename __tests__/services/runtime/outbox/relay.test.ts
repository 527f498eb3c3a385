import { v7 as uuidv7 } from "uuid";
import { writeEvent } from "../../../../services/runtime/outbox/outbox";
import { OutboxRelay } from "../../../../services/runtime/outbox/relay";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import type { OutgoingEvent, Transport } from "../../../../services/runtime/transports/transport";
import { silent, useDatabase } from "../../../helpers/database";
import { aTask } from "../../../helpers/events";
import { until } from "../../../helpers/until";

const db = useDatabase();
beforeEach(() => db.database.query("truncate freehold.outbox"));

type Published = { topic: string; key: string; event: { id: string; sequence: number; subject: string } };

/** A relay to a transport that writes down what it gets. */
function recorder(publish: (events: OutgoingEvent[]) => Promise<void> = async () => {}, published: Published[] = []) {
  const transport: Pick<Transport, "publish"> = {
    publish: async (events) => {
      await publish(events);
      published.push(...(events as Published[]));
    },
  };
  const metrics = new Metrics();
  return { published, metrics, relay: new OutboxRelay(db.database, transport, metrics, silent) };
}

const write = (subject: string) =>
  db.database.transaction(async (tx) =>
    writeEvent(tx, "test", {
      type: "freehold.task-update.changed.v1",
      subject,
      ownerId: "ann",
      actor: "ann",
      data: { task: aTask({ id: subject }) },
    }),
  );

const left = async () => (await db.database.query("select from freehold.outbox")).rows.length;

test("an event exists only if its transaction is committed", async () => {
  const failed = db.database.transaction(async (tx) => {
    writeEvent(tx, "test", {
      type: "freehold.task-update.removed.v1",
      subject: uuidv7(),
      ownerId: "ann",
      actor: "ann",
      data: { taskId: uuidv7() },
    });
    throw new Error("changed my mind");
  });
  await expect(failed).rejects.toThrow("changed my mind");
  expect(await left()).toBe(0);
});

test("events of a subject are counted without a gap and relayed in that order, also by several relays at once", async () => {
  const subjects = Array.from({ length: 5 }, () => uuidv7());
  const { published, relay } = recorder();
  const { relay: other } = recorder(undefined, published);
  const writers = subjects.flatMap((subject) =>
    Array.from({ length: 20 }, async () => {
      await write(subject);
      relay.wake();
      other.wake();
    }),
  );
  await Promise.all(writers);
  await until("all are relayed", () => published.length === 100);
  await Promise.all([relay.stop(), other.stop()]);
  for (const subject of subjects) {
    const sequences = published.filter(({ key }) => key === subject).map(({ event }) => event.sequence);
    expect(sequences).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  }
  expect(await left()).toBe(0);
});

test("what the transport refuses stays in the outbox and is tried again", async () => {
  let refusals = 2;
  const { published, relay, metrics } = recorder(async () => {
    if (refusals > 0) {
      refusals -= 1;
      throw new Error("the broker is away");
    }
  });
  const id = await write(uuidv7());
  relay.wake();
  await until("it is relayed", () => published.length === 1);
  await relay.stop();
  expect(published[0]?.event.id).toBe(id);
  expect(refusals).toBe(0);
  expect(await left()).toBe(0);
  expect(await metrics.registry.metrics()).toContain("freehold_outbox_refused_total 2");
});

test("a relay that is not woken sends no statement", async () => {
  const transaction = jest.spyOn(db.database, "transaction");
  const { relay } = recorder();
  await new Promise((resolve) => setImmediate(resolve));
  await relay.stop();
  expect(transaction).not.toHaveBeenCalled();
  transaction.mockRestore();
});

test("an event that is written while a relay publishes is relayed even if it is told to stop just then", async () => {
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  let handed = 0;
  const { published, relay } = recorder(async () => {
    handed += 1;
    await gate;
  });
  const first = await write(uuidv7());
  relay.wake();
  await until("the first is on its way", () => handed === 1);
  const second = await write(uuidv7());
  relay.wake();
  const stopped = relay.stop();
  go();
  await stopped;
  expect(published.map(({ event }) => event.id)).toEqual([first, second]);
});

test("what was handed to the transport is counted by topic, and how long the transport took", async () => {
  const { metrics, published, relay } = recorder();
  await write(uuidv7());
  relay.wake();
  await until("it is published", () => published.length === 1);
  await relay.stop();
  const text = await metrics.registry.metrics();
  expect(text).toContain('freehold_outbox_relayed_total{topic="task-updates"} 1');
  expect(text).toContain("freehold_broker_publish_seconds_count 1");
});

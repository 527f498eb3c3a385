import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import type { FreeholdEvent } from "../../../../services/contracts/envelope";
import { Processor } from "../../../../services/runtime/consumer/processor";
import { TerminalError } from "../../../../services/runtime/core/errors";
import { writeEvent } from "../../../../services/runtime/outbox/outbox";
import { OutboxRelay } from "../../../../services/runtime/outbox/relay";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import type { OutgoingEvent } from "../../../../services/runtime/transports/transport";
import { silent, useDatabase } from "../../../helpers/database";
import { aTask, created, updated } from "../../../helpers/events";
import { until } from "../../../helpers/until";

const db = useDatabase();
const topic = "task-events";
const runs = { numRuns: 60, endOnFailure: true };

/** What happens to one event: how often its handler fails first, or that it always does. */
type Fate = "fine" | "fails once" | "fails twice" | "poison" | "always fails";
const fate = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fate>("fine") },
  { weight: 4, arbitrary: fc.constantFrom<Fate>("fails once", "fails twice", "poison", "always fails") },
);

function failOrNot(is: Fate, attempt: number): void {
  if (is === "poison") throw new TerminalError("poison");
  if (is === "always fails") throw new Error("never");
  if (is === "fails once" && attempt <= 1) throw new Error("not yet");
  if (is === "fails twice" && attempt <= 2) throw new Error("not yet");
}

/** Subjects with the fates of their events; some delivered twice, shuffled all over, cut into batches. */
const history = fc
  .array(fc.array(fate, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })
  .chain((subjects) => {
    const places = subjects.flatMap((fates, subject) => fates.map((_, index) => ({ subject, index })));
    return fc.record({
      subjects: fc.constant(subjects),
      deliveries: fc
        .subarray(places)
        .chain((twice) => fc.shuffledSubarray([...places, ...twice], { minLength: places.length + twice.length })),
      batch: fc.integer({ min: 1, max: 6 }),
    });
  });

test("with doubled, reordered, failing and poison events: none lost, none doubled, order kept", async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ subjects, deliveries, batch }) => {
      const name = `consumer-${uuidv7()}`;
      const events = subjects.map((fates) => {
        const task = aTask();
        return fates.map((_, index) => (index === 0 ? created(task, 1) : updated(task, index + 1)));
      });
      const fates = new Map(
        events.flatMap((own, subject) => own.map((event, i) => [event.id, subjects[subject]?.[i] ?? "fine"])),
      );
      const attempts = new Map<string, number>();
      const effects: FreeholdEvent[] = [];
      const handle = async (event: FreeholdEvent, hook: (effect: () => void) => void) => {
        const attempt = (attempts.get(event.id) ?? 0) + 1;
        attempts.set(event.id, attempt);
        hook(() => effects.push(event));
        failOrNot(fates.get(event.id) ?? "fine", attempt);
      };
      const processor = new Processor({
        consumer: {
          name,
          subscribes: [{ topic, delivery: "shared" }],
          on: {
            "freehold.task.created.v1": (event, { afterCommit }) => handle(event, afterCommit),
            "freehold.task.updated.v1": (event, { afterCommit }) => handle(event, afterCommit),
          },
        },
        database: db.database,
        metrics: new Metrics(),
        logger: silent,
        wakeRelay: () => {},
        retryWaitsMs: [1, 2, 4],
        gapTimeoutMs: 60_000,
      });
      const raws = deliveries.map(({ subject, index }) => events[subject]?.[index]);
      for (let start = 0; start < raws.length; start += batch) {
        expect(await processor.deliver(topic, raws.slice(start, start + batch))).toBe("ack");
      }
      await until("nothing is parked", async () => {
        const { rows } = await db.database.query("select from freehold.parked where consumer = $1", [name]);
        return rows.length === 0;
      });
      await processor.stop();

      const dies = (event: FreeholdEvent) => ["poison", "always fails"].includes(fates.get(event.id) ?? "");
      for (const own of events) {
        const done = effects.filter(({ subject }) => subject === own[0]?.subject).map(({ sequence }) => sequence);
        expect(done).toEqual(own.filter((event) => !dies(event)).map(({ sequence }) => sequence));
      }
      const { rows } = await db.database.query<{ event_id: string }>(
        "select event_id from freehold.dead_letters where consumer = $1 order by event_id",
        [name],
      );
      const dead = events
        .flat()
        .filter(dies)
        .map(({ id }) => id);
      expect(rows.map((row) => row.event_id)).toEqual(dead.sort());
    }),
    runs,
  );
});

/** A transaction writes events of some subjects, and is committed or not. */
const transaction = fc.record({ subjects: fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }), commits: fc.boolean() });

test("despite rollbacks, refusals and several relays: the transport gets each committed event, in sequence", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(transaction, { minLength: 1, maxLength: 8 }),
      fc.array(fc.boolean(), { maxLength: 4 }),
      async (transactions, refusals) => {
        // What the test before has left is relayed by nobody here when all transactions are rolled back.
        await db.database.query("truncate freehold.outbox");
        const subjects = Array.from({ length: 4 }, () => uuidv7());
        const seen: OutgoingEvent[] = [];
        const left = [...refusals];
        const transport = {
          publish: async (events: OutgoingEvent[]) => {
            if (left.shift()) throw new Error("the broker is away");
            seen.push(...events);
          },
          subscribe: () => Promise.reject(new Error("not in this test")),
          ready: async () => {},
          close: async () => {},
        };
        const relays = [1, 2].map(() => new OutboxRelay(db.database, transport, new Metrics(), silent));
        const committed = new Map<string, number>();
        await Promise.all(
          transactions.map(async ({ subjects: places, commits }) => {
            // Subjects are locked in one order, as every writer has to, or two of them would deadlock.
            const keys = [...places].sort().map((place) => subjects[place] ?? "");
            const written = db.database.transaction(async (tx) => {
              for (const subject of keys) {
                const data = { task: aTask({ id: subject }) };
                writeEvent(tx, "test", {
                  type: "freehold.task-update.changed.v1",
                  subject,
                  ownerId: "ann",
                  actor: "ann",
                  data,
                });
              }
              if (!commits) throw new Error("changed my mind");
            });
            if (!commits) return expect(written).rejects.toThrow("changed my mind");
            await written;
            for (const subject of keys) committed.set(subject, (committed.get(subject) ?? 0) + 1);
            for (const relay of relays) relay.wake();
          }),
        );
        await until("the outbox is empty", async () => {
          const { rows } = await db.database.query("select from freehold.outbox");
          return rows.length === 0;
        });
        await Promise.all(relays.map((relay) => relay.stop()));
        for (const subject of subjects) {
          const sequences = seen
            .filter(({ key }) => key === subject)
            .map(({ event }) => "sequence" in event && event.sequence);
          expect(sequences).toEqual(Array.from({ length: committed.get(subject) ?? 0 }, (_, index) => index + 1));
        }
      },
    ),
    { ...runs, numRuns: 30 },
  );
});

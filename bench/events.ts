import type pg from "pg";
import { EmbeddedTransport } from "../services/runtime/transports/embedded";
import { consume } from "./consumer";
import { inRounds, type Measurement } from "./measure";
import { graphileWorker } from "./peers/graphile-worker";
import { pgBoss } from "./peers/pg-boss";
import { pgbench } from "./peers/pgbench";
import { silent, withPool } from "./postgres";
import { eventsPerSecond } from "./stopwatch";
import { effectsTable, generated } from "./work";

const names = {
  ours: "Freehold, handler for many events",
  single: "Freehold, handler for one event",
  graphile: "graphile-worker, localQueue of 500, batched completion, 24 jobs at once",
  boss: "pg-boss, two loops of fetch and complete, 500 jobs each",
  one: "pgbench, one event a transaction, 1 client",
  sixteen: "pgbench, one event a transaction, 16 clients",
  set: "pgbench, 100 events a transaction as multi-row statements, 1 client",
} as const;

/** Events applied exactly once a second: ours on the embedded transport, beside job queues and what pgbench finds. */
export const benchEvents = (events: number, rounds: number, progress: (line: string) => void): Promise<Measurement> =>
  withPool(async (url, admin) => {
    await admin.query(effectsTable);
    const candidates = await inRounds(
      rounds,
      [
        { name: names.ours, run: () => freehold(url, admin, events, true) },
        { name: names.single, run: () => freehold(url, admin, events, false) },
        { name: names.graphile, run: () => graphileWorker(url, admin, events) },
        { name: names.boss, run: () => pgBoss(url, admin, events) },
        { name: names.one, run: () => pgbench(url, admin, 1, 1) },
        { name: names.sixteen, run: () => pgbench(url, admin, 16, 1) },
        { name: names.set, run: () => pgbench(url, admin, 1, 100) },
      ],
      progress,
    );
    return {
      title: "Events applied, embedded",
      unit: `${events.toLocaleString("en-US")} events, one row of effect each; events a second`,
      better: "higher",
      candidates,
      targets: [
        { against: names.graphile, ratio: 2.5 },
        { against: names.boss, ratio: 5 },
        { against: names.set, ratio: 0.5 },
      ],
    };
  });

async function freehold(url: string, admin: pg.Pool, events: number, asSet: boolean): Promise<number> {
  await admin.query("truncate freehold.bus_log, freehold.bus_offsets");
  await admin.query(
    `insert into freehold.bus_log (topic, event) select 'task-updates', event from (${generated(events)}) g`,
  );
  await admin.query("vacuum analyze freehold.bus_log");
  return eventsPerSecond(admin, events, (begin) =>
    consume({ url, transport: new EmbeddedTransport(url, silent), name: "bench", events, begin, asSet }),
  );
}

import type pg from "pg";
import { groups } from "../../services/consumer-groups";
import { EmbeddedTransport } from "../../services/runtime/transports/embedded";
import { consume } from "../consumer";
import { silent, withPool } from "../postgres";
import { eventsPerSecond } from "../stopwatch";
import { effectsTable, generated } from "../work";
import { type Curve, count, fallsAt, type GrowthOptions, point, type Row } from "./curve";

const consumer = "bench";

const sizesOf = ({ quick, large }: GrowthOptions): number[] => {
  if (quick) return [1_000, 10_000];
  return [1_000, 10_000, 100_000, 1_000_000, ...(large ? [10_000_000] : [])];
};

/** Events a second on the embedded transport, with ever more rows in freehold.inbox and freehold.bus_log. */
export const growRows = (options: GrowthOptions): Promise<Curve> =>
  withPool(async (url, admin) => {
    const { events, progress } = options;
    await admin.query(effectsTable);
    const rows: Row[] = [];
    let filled = 0;
    for (const x of sizesOf(options)) {
      progress(`filling inbox and log to ${count(x)} rows each`);
      await fill(admin, x - filled);
      filled = x;
      const { rows: found } = await admin.query("select max(position) as last from freehold.bus_log");
      const run = () => eventsBeside(url, admin, events, found[0].last);
      rows.push(await point(options, { x, unit: "events a second", line: "embedded transport" }, run));
    }
    return {
      title: "Rows in inbox and log",
      axis: "rows in each",
      setup: `${count(events)} events to one consumer with a handler for many, embedded transport`,
      rows,
      advice: adviceOf(rows),
    };
  });

/** Both tables are read by indexes that grow at one end, since ids of events and positions rise with time. */
function adviceOf(rows: readonly Row[]): string {
  const bend = fallsAt(rows, 0.8);
  const where = bend
    ? `The rate falls by more than a fifth at ${count(bend)} rows.`
    : `No bend up to ${count(rows.at(-1)?.x ?? 0)} rows.`;
  return `${where} A delivery touches only the newest pages of both indexes, so the tables cost speed when these pages no longer stay in
Postgres's memory. Then keep events for fewer hours ([topics.ts](../../services/contracts/topics.ts)), or pay for a database with more memory.`;
}

/** Adds rows as real ones are: claims of every consumer and events of a task with a short description, over three days. */
async function fill(admin: pg.Pool, rows: number): Promise<void> {
  const consumers = groups.map(({ name }) => name);
  await admin.query(
    `insert into freehold.inbox (consumer, event_id, claimed_at)
     select ($1::text[])[1 + n % $2], uuidv7(age), now() + age
     from generate_series(1, $3::int) n, lateral (select (n - $3) * interval '3 days' / $3 as age) a`,
    [consumers, consumers.length, rows],
  );
  await admin.query(
    `insert into freehold.bus_log (topic, event)
     select 'task-updates', event || jsonb_build_object('id', uuidv7(), 'data', event->'data' || $1::jsonb)
     from (${generated(rows)}) g`,
    [{ title: "Water the plants", description: "Two cans each, on the balcony too. ".repeat(8), tags: ["home"] }],
  );
  for (const table of ["inbox", "bus_log"]) await admin.query(`vacuum analyze freehold.${table}`);
  // Else the disk is still busy with these rows while the events are applied.
  await admin.query("checkpoint");
}

/** Lets a consumer apply events that come after position `last`, and removes what an earlier round has left. */
async function eventsBeside(url: string, admin: pg.Pool, events: number, last: number): Promise<number> {
  await admin.query("delete from freehold.bus_log where position > $1", [last]);
  await admin.query("delete from freehold.inbox where consumer = $1", [consumer]);
  await admin.query(
    `insert into freehold.bus_offsets (consumer, topic, position) values ($1, 'task-updates', $2)
     on conflict (consumer, topic) do update set position = excluded.position`,
    [consumer, last],
  );
  await admin.query(
    `insert into freehold.bus_log (topic, event)
     select 'task-updates', event || jsonb_build_object('id', uuidv7()) from (${generated(events)}) g`,
  );
  for (const table of ["inbox", "bus_log"]) await admin.query(`vacuum analyze freehold.${table}`);
  const transport = new EmbeddedTransport(url, silent);
  return eventsPerSecond(
    admin,
    events,
    (begin) => consume({ url, transport, name: consumer, events, begin, asSet: true }),
    ["freehold.progress"],
  );
}

import type pg from "pg";
import { allExpiries } from "../../services/definitions";
import { Database } from "../../services/runtime/database/database";
import { cleanUp } from "../../services/runtime/database/retention";
import { readSettings } from "../../services/runtime/settings/settings";
import { stopChild } from "../child";
import { round3 } from "../measure";
import { silent, withPool } from "../postgres";
import { generated } from "../work";
import { caughtUp, load, startServer, upTo } from "../writes";
import { type Curve, count, type GrowthOptions, lineOf, type Row, risesAt } from "./curve";

const sizesOf = ({ quick }: GrowthOptions): number[] => (quick ? [2_000, 10_000] : [10_000, 100_000, 1_000_000]);
/** Clients that write before and during the clean-up. */
const clients = 4;
const lines = { cleanUp: "clean-up", before: "p50 of a POST before", during: "p50 during" };

/** How long the clean-up of ever more expired rows takes, and what it does to writes meanwhile. */
export async function growRetention(options: GrowthOptions): Promise<Curve> {
  const rows: Row[] = [];
  for (const x of sizesOf(options)) {
    options.progress(`filling inbox and log with ${count(x)} expired rows together`);
    const { seconds, before, during } = await withPool((url, admin) =>
      measure(url, admin, x, options.quick ? 100 : 2_000),
    );
    options.progress(
      `${count(x)} rows: ${round3(seconds)} s; p50 of a write ${round3(before)} ms before, ${round3(during)} ms during`,
    );
    rows.push({ x, figure: seconds, unit: "s", line: lines.cleanUp });
    rows.push({ x, figure: before, unit: "ms", line: lines.before });
    rows.push({ x, figure: during, unit: "ms", line: lines.during });
  }
  return {
    title: "Expired rows",
    axis: "expired rows",
    setup: `half of the rows in the inbox, half in the log; ${clients} clients write meanwhile; each size once`,
    rows,
    advice: adviceOf(rows),
  };
}

/** Each statement of the clean-up deletes a thousand rows, and looks for them from the start of the table. */
function adviceOf(rows: readonly Row[]): string {
  const perRow = lineOf(rows, lines.cleanUp).map((row) => ({ ...row, figure: row.figure / row.x }));
  const bend = risesAt(perRow, 2);
  const where = bend
    ? `From ${count(bend)} rows on, a row takes more than twice as long to delete.`
    : `The time for a row does not double up to ${count(rows.at(-1)?.x ?? 0)} rows.`;
  return `${where} Each statement of 1,000 rows looks for them from the start of the table, past those already deleted. Writes wait for its
disk and CPU, never for its locks. If p50 suffers, run \`npx freehold cleanup\` more often than weekly, or pay for a database
with more CPU and a faster disk.`;
}

interface Figures {
  seconds: number;
  before: number;
  during: number;
}

async function measure(url: string, admin: pg.Pool, expired: number, requests: number): Promise<Figures> {
  // Before the server starts: its readers of this topic begin behind these events.
  await fill(admin, expired / 2);
  const server = await startServer("freehold", url);
  const database = new Database({ url, poolMax: 1, logger: silent });
  try {
    await load(server, clients, upTo(requests));
    await caughtUp(admin);
    const { p50: before } = await load(server, clients, upTo(requests));
    await caughtUp(admin);
    let cleaning = true;
    const began = performance.now();
    const cleaned = cleanUp(database, readSettings({}).retention, allExpiries).finally(() => {
      cleaning = false;
    });
    const [{ removed, seconds }, { p50: during }] = await Promise.all([
      cleaned.then((removed) => ({ removed, seconds: (performance.now() - began) / 1_000 })),
      load(server, clients, () => cleaning),
    ]);
    const gone = (removed.inbox ?? 0) + (removed.bus_log ?? 0);
    if (gone !== expired) throw new Error(`Expected ${expired} rows to be deleted, not ${gone}`);
    return { seconds, before, during };
  } finally {
    await stopChild(server);
    await database.close();
  }
}

/** Adds as many rows to the inbox and to the log, all older than their retention. */
async function fill(admin: pg.Pool, rows: number): Promise<void> {
  await admin.query(
    `insert into freehold.inbox (consumer, event_id, claimed_at)
     select 'audit-consumer', uuidv7(interval '-8 days'), now() - interval '8 days' from generate_series(1, $1::int)`,
    [rows],
  );
  await admin.query(
    `insert into freehold.bus_log (topic, event, appended_at)
     select 'task-updates', event, now() - interval '8 days' from (${generated(rows)}) g`,
  );
  for (const table of ["inbox", "bus_log"]) await admin.query(`vacuum analyze freehold.${table}`);
  await admin.query("checkpoint");
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "graphile-worker";
import pg from "pg";
import PgBoss from "pg-boss";
import { EmbeddedTransport } from "../services/runtime/transports/embedded";
import { consume } from "./consumer";
import { inRounds, type Measurement } from "./measure";
import { silent, withPostgres } from "./postgres";
import { countdown, effect, effectsTable, subjects } from "./work";

/** Jobs that a peer may have in hand at once; with more of them graphile-worker was no faster here. */
const concurrency = 10;

/** Events of `subjects` tasks, each in its order, as JSON. */
const generated = (events: number) => `
  select jsonb_build_object(
    'specversion', '1.0', 'id', gen_random_uuid(), 'source', '/freehold/bench', 'type', 'freehold.task-update.removed.v1',
    'subject', lpad((n % ${subjects})::text, 8, '0') || '-0000-7000-8000-000000000000',
    'partitionkey', lpad((n % ${subjects})::text, 8, '0') || '-0000-7000-8000-000000000000',
    'time', '2026-01-01T00:00:00.000Z', 'datacontenttype', 'application/json',
    'sequence', n / ${subjects} + 1, 'ownerid', 'ann', 'actor', 'ann',
    'data', jsonb_build_object('taskId', gen_random_uuid())) as event
  from generate_series(0, ${events - 1}) n order by n`;

interface Payload {
  id: string;
  subject: string;
  sequence: number;
}

/** Events applied exactly once a second: ours on the embedded transport, beside job queues and the limit that pgbench finds. */
export const benchEvents = (events: number, rounds: number, progress: (line: string) => void): Promise<Measurement> =>
  withPostgres(async (url) => {
    const admin = new pg.Pool({ connectionString: url });
    await admin.query(effectsTable);
    /** Times `work`, which must leave one effect an event. */
    const rate = async (work: () => Promise<void>): Promise<number> => {
      await admin.query("truncate public.effects");
      const began = performance.now();
      await work();
      const seconds = (performance.now() - began) / 1_000;
      const { rows } = await admin.query(
        "select count(*)::int as all, count(distinct event_id)::int as once from public.effects",
      );
      if (rows[0].all !== events || rows[0].once !== events)
        throw new Error(`Expected ${events} effects: ${JSON.stringify(rows[0])}`);
      return events / seconds;
    };
    const candidates = [
      { name: "Freehold", run: () => freehold(url, admin, events, rate) },
      { name: "graphile-worker", run: () => graphile(url, admin, events, rate) },
      { name: "pg-boss", run: () => boss(url, admin, events, rate) },
      { name: "pgbench, one event a transaction, 1 client", run: () => pgbench(url, admin) },
    ];
    const measured = await inRounds(rounds, candidates, progress);
    await admin.end();
    return {
      title: "Events applied exactly once, embedded",
      unit: `${events.toLocaleString("en-US")} events, one row of effect each; events a second`,
      better: "higher",
      candidates: measured,
      targets: [
        { against: "graphile-worker", ratio: 2 },
        { against: "pg-boss", ratio: 2 },
        { against: "pgbench, one event a transaction, 1 client", ratio: 1 },
      ],
    };
  });

type Rate = (work: () => Promise<void>) => Promise<number>;

async function freehold(url: string, admin: pg.Pool, events: number, rate: Rate): Promise<number> {
  await admin.query("truncate freehold.bus_log, freehold.bus_offsets, freehold.inbox, freehold.progress");
  await admin.query(
    `insert into freehold.bus_log (topic, event) select 'task-updates', event from (${generated(events)}) g`,
  );
  await admin.query("analyze freehold.bus_log");
  return rate(() => consume(url, new EmbeddedTransport(url, silent), "bench", events));
}

async function graphile(url: string, admin: pg.Pool, events: number, rate: Rate): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: concurrency + 2 });
  // It asks for them; a connection that ends here ends with the server, when all is measured.
  pool.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
  const { done, one } = countdown(events);
  await admin.query("drop schema if exists graphile_worker cascade");
  const { makeWorkerUtils } = await import("graphile-worker");
  const utils = await makeWorkerUtils({ pgPool: pool });
  await utils.migrate();
  await admin.query(
    `select graphile_worker.add_jobs(array_agg(row('effect', jsonb_build_object(
       'id', event->'id', 'subject', event->'subject', 'sequence', event->'sequence')::json,
       null, null, null, null, null, null)::graphile_worker.job_spec))
     from (${generated(events)}) g`,
  );
  const figure = await rate(async () => {
    const runner = await run({
      pgPool: pool,
      concurrency,
      noHandleSignals: true,
      logger: new (await import("graphile-worker")).Logger(() => () => {}),
      taskList: {
        effect: async (payload) => {
          const { id, subject, sequence } = payload as Payload;
          await pool.query(effect, [id, subject, sequence]);
          one();
        },
      },
    });
    await done;
    await runner.stop();
  });
  await utils.release();
  await pool.end();
  return figure;
}

async function boss(url: string, admin: pg.Pool, events: number, rate: Rate): Promise<number> {
  await admin.query("drop schema if exists pgboss cascade");
  const queue = new PgBoss({ connectionString: url, max: concurrency + 2 });
  queue.on("error", () => {});
  await queue.start();
  await queue.createQueue("effect");
  const { rows } = await admin.query<{ event: Payload }>(generated(events));
  await queue.insert(
    rows.map(({ event: { id, subject, sequence } }) => ({ name: "effect", data: { id, subject, sequence } })),
  );
  const { done, one } = countdown(events);
  const pool = new pg.Pool({ connectionString: url, max: concurrency });
  const figure = await rate(async () => {
    for (let worker = 0; worker < concurrency; worker += 1) {
      // Its shortest pause between two fetches; a full batch is followed by the next at once.
      await queue.work<Payload>("effect", { batchSize: 100, pollingIntervalSeconds: 0.5 }, async (jobs) => {
        for (const { data } of jobs) await pool.query(effect, [data.id, data.subject, data.sequence]);
        for (const _ of jobs) one();
      });
    }
    await done;
    await queue.stop({ graceful: true, wait: true, close: true });
  });
  await pool.end();
  return figure;
}

/** The same statements as our transaction for one event, without a client that thinks: what the server can do at most. */
async function pgbench(url: string, admin: pg.Pool): Promise<number> {
  await admin.query("truncate public.effects, freehold.inbox, freehold.progress");
  const script = path.join(mkdtempSync(path.join(tmpdir(), "freehold-pgbench-")), "event.sql");
  writeFileSync(
    script,
    `\\set n random(0, ${subjects - 1})
begin;
with input as (select gen_random_uuid() as event_id, lpad(:n::text, 8, '0') as subject),
 claimed as (insert into freehold.inbox (consumer, event_id) select 'pgbench', event_id from input
  on conflict (consumer, event_id) do update set replay = false where freehold.inbox.replay returning event_id),
 locked as (insert into freehold.progress as p (consumer, topic, subject, sequence)
  select 'pgbench', 'task-updates', subject, 0 from claimed join input using (event_id)
  on conflict (consumer, topic, subject) do update set sequence = p.sequence returning subject, sequence, waiting)
select * from claimed join input using (event_id) join locked using (subject);
insert into public.effects (event_id, subject, sequence) values (gen_random_uuid(), gen_random_uuid(), 1);
update freehold.progress set sequence = sequence + 1
 where consumer = 'pgbench' and topic = 'task-updates' and subject = lpad(:n::text, 8, '0');
commit;
`,
  );
  const { stdout, stderr, status } = spawnSync(
    "pgbench",
    ["-n", "-c", "1", "-T", "5", "-M", "prepared", "-f", script, url],
    { encoding: "utf8" },
  );
  const tps = /tps = ([\d.]+)/.exec(stdout ?? "")?.[1];
  if (status !== 0 || !tps) throw new Error(`pgbench failed (is it on PATH? postgresql-contrib has it): ${stderr}`);
  return Number(tps);
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type pg from "pg";
import { subjects } from "../work";

/** Seconds that one measurement takes. */
const seconds = 5;

const subject = (n: string) => `lpad((${n})::text, 8, '0')`;

/**
 * The statements of our transaction, for `events` events at once, without a client that thinks: what the server can do at
 * most.
 */
const script = (events: number) => `\\set n random(0, ${subjects - 1})
begin;
with input as (select gen_random_uuid() as event_id, ${subject(`(:n + i) % ${subjects}`)} as subject
  from generate_series(1, ${events}) i),
 claimed as (insert into freehold.inbox (consumer, event_id) select 'pgbench', event_id from input order by event_id
  on conflict (consumer, event_id) do update set replay = false where freehold.inbox.replay returning event_id),
 locked as (insert into freehold.progress as p (consumer, topic, subject, sequence)
  select distinct 'pgbench', 'task-updates', subject, 0 from claimed join input using (event_id) order by subject
  on conflict (consumer, topic, subject) do update set sequence = p.sequence returning subject, sequence, waiting)
select * from claimed join input using (event_id) join locked using (subject);
insert into public.effects (event_id, subject, sequence)
 select gen_random_uuid(), gen_random_uuid(), 1 from generate_series(1, ${events});
update freehold.progress p set sequence = p.sequence + 1
 from (select distinct ${subject(`(:n + i) % ${subjects}`)} as subject from generate_series(1, ${events}) i) moved
 where p.consumer = 'pgbench' and p.topic = 'task-updates' and p.subject = moved.subject;
commit;
`;

/** @throws Error without pgbench on PATH, which comes with PostgreSQL's contributed programs */
export async function pgbench(url: string, admin: pg.Pool, clients: number, events: number): Promise<number> {
  await admin.query("truncate public.effects, freehold.inbox, freehold.progress");
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-pgbench-"));
  try {
    const file = path.join(folder, "event.sql");
    writeFileSync(file, script(events));
    const options = ["-n", "-c", String(clients), "-j", "1", "-T", String(seconds), "-M", "prepared", "-f", file, url];
    const { stdout, stderr, status } = spawnSync("pgbench", options, { encoding: "utf8" });
    const tps = /tps = ([\d.]+)/.exec(stdout ?? "")?.[1];
    if (status !== 0 || !tps) throw new Error(`pgbench failed (is it on PATH? postgresql-contrib has it): ${stderr}`);
    return Number(tps) * events;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

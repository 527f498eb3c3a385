import { databaseMb } from "../../contracts/quotas";
import type { Sql } from "../../runtime/database/database";

/** Rows of a table that are counted at most. */
const most = 10_000;

interface Row {
  bytes: number;
  outbox: number;
  parked: { consumer: string; count: number; waiting: number; nextDueAt: string }[];
  deadLetters: { consumer: string; count: number }[];
  next: Date | null;
}

/** What only the database knows. It wakes one that sleeps, so an operator asks for it. */
export async function readCounts(sql: Sql) {
  const { rows } = await sql.query<Row>(
    `with parked as materialized (select consumer, reason, due_at from freehold.parked limit ${most + 1}),
       dead as materialized (
         select consumer from freehold.dead_letters where status = 'dead' and discarded_at is null
         order by dead_at desc, id limit ${most + 1})
     select pg_database_size(current_database())::float8 as bytes,
       (select count(*) from (select from freehold.outbox limit ${most + 1}) o) as outbox,
       (select coalesce(json_agg(p), '[]') from (
          select consumer, count(*) as count, count(*) filter (where reason = 'predecessor') as waiting,
            to_char(min(due_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nextDueAt"
          from parked group by consumer order by consumer) p) as parked,
       (select coalesce(json_agg(d), '[]') from (
          select consumer, count(*) as count from dead group by consumer order by consumer) d) as "deadLetters",
       (select min(remind_at) from freehold.reminders where status = 'scheduled') as next`,
  );
  const { bytes = 0, outbox = 0, parked = [], deadLetters = [], next } = rows[0] ?? {};
  const sum = (counted: readonly { count: number }[]) => counted.reduce((total, { count }) => total + count, 0);
  return {
    database: { bytes, planBytes: databaseMb * 1e6 },
    outbox,
    parked,
    deadLetters,
    nextReminderAt: next?.toISOString() ?? null,
    complete: [outbox, sum(parked), sum(deadLetters)].every((count) => count <= most),
  };
}

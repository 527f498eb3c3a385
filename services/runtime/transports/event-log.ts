import { advisoryLocks } from "../../contracts/advisory-locks";
import type { Topic } from "../../contracts/topics";
import type { Sql } from "../database/database";
import type { Statement } from "../database/statement";
import { deliveryBatchSize, type OutgoingEvent, publishBatchSize } from "./transport";

/** Bytes after which no more are read in one go: so many of the largest events would fill the memory of a process. */
const batchBytes = 4_000_000;
/** Where NOTIFY tells of a topic that has new events. */
export const channel = "freehold_bus";

/** What a commit has moved to the log. */
export interface Taken {
  /** Whether nobody else was at it. If somebody was, everything stays in the outbox, for the relay. */
  free: boolean;
  topic: string | null;
  events: number | null;
}

/**
 * The relay's work, also as the last statement of a transaction that forwards events: they reach the transport with its
 * commit, at no extra round trip. Under the relay's lock, for the same order, and under that of the log, as `append`; a writer
 * never waits for either. `freehold.write_events` does this for new events, with the same values, and skips an empty outbox.
 */
export const takeFromOutbox: Statement = {
  text: `with lock as materialized (select pg_try_advisory_xact_lock($3) and pg_try_advisory_xact_lock($4) as free),
       moved as (
         delete from freehold.outbox where (select free from lock)
           and position in (select position from freehold.outbox order by position limit $2)
         returning position, topic, event),
       appended as (
         insert into freehold.bus_log (topic, event) select topic, event from moved order by position returning topic),
       counted as (select topic, count(*)::int as events from appended group by topic)
     select free, topic, events, case when topic is not null then pg_notify($1, topic) end from lock left join counted on true`,
  values: [channel, publishBatchSize, advisoryLocks.relay, advisoryLocks.eventLog],
};

/** Positions become visible in their order, and readers hear of them, when the transaction is committed. */
export async function append(tx: Sql, events: OutgoingEvent[]): Promise<void> {
  await tx.query("select pg_advisory_xact_lock($1)", [advisoryLocks.eventLog]);
  await tx.query(
    `with appended as (
       insert into freehold.bus_log (topic, event) select * from unnest($2::text[], $3::jsonb[]) returning topic)
     select pg_notify($1, topic) from (select distinct topic from appended) topics`,
    [channel, events.map(({ topic }) => topic), events.map(({ event }) => JSON.stringify(event))],
  );
}

/** Events of a topic, in their order. */
export interface Batch {
  /** JSON, as from any other transport. */
  events: string[];
  /** Of the last event; undefined without one. */
  last: number | undefined;
  /** Whether there may be more. */
  isFull: boolean;
}

interface LogRow {
  position: number;
  event: string;
  /** All up to and with this one. */
  bytes: number;
}

/**
 * The events of a topic after a position.
 * @param after an expression, of $2 and what follows it
 */
export async function readBatch(sql: Sql, topic: Topic, after: string, values: unknown[]): Promise<Batch> {
  const { rows } = await sql.query<LogRow>(
    `with batch as (
       select position, event::text from freehold.bus_log
       where topic = $1 and position > (${after}) order by position limit ${deliveryBatchSize}
     ), sized as (
       select position, event, sum(octet_length(event)) over (order by position) as bytes from batch)
     select position, event, bytes from sized where bytes - octet_length(event) < ${batchBytes} order by position`,
    [topic, ...values],
  );
  const last = rows.at(-1);
  return {
    events: rows.map(({ event }) => event),
    last: last?.position,
    isFull: rows.length === deliveryBatchSize || (last?.bytes ?? 0) >= batchBytes,
  };
}

import type * as z from "zod";
import type { Sql } from "../../runtime/database/database";
import { timePlace, toPage } from "../page";
import type { ParkedEventAnswer } from "./ops-schemas";

export const parkedPlace = timePlace;

interface Row extends Omit<ParkedEventAnswer, "dueAt"> {
  due_at: Date;
  micros: number;
  found: number;
}

/** The parked events of a consumer, those that are due first. */
export async function listParked(
  sql: Sql,
  consumer: string,
  { limit, after }: { limit: number; after: z.infer<typeof parkedPlace> | undefined },
) {
  const { rows } = await sql.query<Row>(
    `select p.event_id as "eventId", p.topic, coalesce(p.event->>'type', '') as type, p.subject, p.sequence, p.reason,
       p.failures, left(p.error_message, 2000) as error, p.due_at, p.micros, count(*) over () as found,
       case when p.reason = 'predecessor' then g.sequence + 1 end as "awaitedSequence",
       case when p.reason = 'predecessor' then (
         select b.event_id from freehold.parked b
         where b.consumer = $1 and b.topic = p.topic and b.subject = p.subject and b.sequence = g.sequence + 1 limit 1)
       end as "awaitedEventId"
     from (
       select *, (extract(epoch from due_at) * 1000000)::int8 as micros from freehold.parked
       where consumer = $1 and (due_at, event_id) > (
         to_timestamp(0) + coalesce($2::int8, 0) * interval '1 microsecond',
         coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'))
       order by due_at, event_id limit $4) p
     left join freehold.progress g on g.consumer = $1 and g.topic = p.topic and g.subject = p.subject
     order by p.due_at, p.event_id`,
    [consumer, after?.[0], after?.[1], limit + 1],
  );
  return toPage(
    rows,
    limit,
    ({ due_at, micros: _, found: __, ...event }) => ({ ...event, dueAt: due_at.toISOString() }),
    ({ micros, eventId }) => [micros, eventId],
  );
}

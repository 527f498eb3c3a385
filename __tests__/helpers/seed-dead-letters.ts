import { v7 as uuidv7 } from "uuid";
import type { FreeholdEvent } from "../../services/contracts/envelope";
import type { Sql } from "../../services/runtime/database/database";

/** Makes dead letters of events that a consumer is said to have given up on, in one statement. */
export async function seedDeadLetters(
  sql: Sql,
  consumer: string,
  events: readonly FreeholdEvent[],
  reason: (index: number) => string,
): Promise<void> {
  await sql.query(
    `insert into freehold.dead_letters (id, consumer, topic, event_id, subject, owner_id, actor, type, event, code, reason,
       retries, replayable, status, first_failed_at)
     select (row->>'id')::uuid, $1, 'task-events', event->>'id', event->>'subject', event->>'ownerid', event->>'actor',
       event->>'type', event, 'HANDLER_FAILED', row->>'reason', 3, true, 'dead', now()
     from jsonb_array_elements($2) as row, lateral (select row->'event' as event) as of`,
    [consumer, JSON.stringify(events.map((event, index) => ({ id: uuidv7(), event, reason: reason(index) })))],
  );
}

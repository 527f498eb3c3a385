import type { FreeholdEvent } from "../contracts/envelope";
import type { EventType } from "../contracts/events";
import { type Consumer, defineConsumer, type Handler, type SetHandler } from "../runtime/consumer/consumer";
import type { QueuedSql } from "../runtime/database/database";
import { traceIdOf } from "../runtime/telemetry/trace";
import { definition } from "./definition";

/** What was there before a change, and after it. */
interface Change {
  before: object | null;
  after: object | null;
}

/** What each type of event tells the history. */
const changes: { [T in EventType]?: (event: FreeholdEvent<T>) => Change } = {
  "freehold.task.created.v1": ({ data }) => ({ before: null, after: data.task }),
  "freehold.task.updated.v1": ({ data }) => ({ before: data.before, after: data.task }),
  "freehold.task.completed.v1": ({ data }) => ({ before: data.before, after: data.task }),
  "freehold.task.reopened.v1": ({ data }) => ({ before: data.before, after: data.task }),
  "freehold.task.deleted.v1": ({ data }) => ({ before: data.before, after: null }),
  "freehold.task.restored.v1": ({ data }) => ({ before: null, after: data.task }),
  "freehold.list.created.v1": ({ data }) => ({ before: null, after: data.list }),
  "freehold.list.updated.v1": ({ data }) => ({ before: data.before, after: data.list }),
  "freehold.list.deleted.v1": ({ data }) => ({ before: data.before, after: null }),
  "freehold.reminder.scheduled.v1": ({ data: { previousRemindAt, ...reminder } }) => ({
    before: previousRemindAt ? { ...reminder, remindAt: previousRemindAt } : null,
    after: reminder,
  }),
  "freehold.reminder.cancelled.v1": ({ data }) => ({ before: data, after: null }),
  "freehold.reminder.due.v1": ({ data }) => ({ before: null, after: data }),
};

/** Writes the entries of events in one statement, in their order. */
function record(events: readonly FreeholdEvent[], tx: QueuedSql): void {
  const entries = events.map((event) => {
    // The compiler can't see that the entry under a type takes events of that type.
    const change = changes[event.type] as ((event: FreeholdEvent) => Change) | undefined;
    return { event, ...(change?.(event) ?? { before: null, after: null }) };
  });
  const json = (value: object | null) => value && JSON.stringify(value);
  tx.enqueue(
    `insert into freehold.audit_entries
       (event_id, type, task_id, owner_id, actor, occurred_at, before, after, trace_id, caused_by)
     select event_id, type, task_id, owner_id, actor, occurred_at, before, after, trace_id, caused_by
     from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::jsonb[], $8::jsonb[],
       $9::uuid[], $10::uuid[])
       with ordinality as entry (event_id, type, task_id, owner_id, actor, occurred_at, before, after, trace_id, caused_by, place)
     order by place`,
    [
      entries.map(({ event }) => event.id),
      entries.map(({ event }) => event.type),
      entries.map(({ event }) => event.subject),
      entries.map(({ event }) => event.ownerid),
      entries.map(({ event }) => event.actor),
      entries.map(({ event }) => event.time),
      entries.map(({ before }) => json(before)),
      entries.map(({ after }) => json(after)),
      entries.map(({ event }) => traceIdOf(event.traceparent)),
      entries.map(({ event }) => event.causationid),
    ],
  );
}

const one: Handler<EventType> = async (event, { tx }) => record([event], tx);
const many: SetHandler = async (events, { tx }) => record(events, tx);
const forEachType = <Value>(value: Value) => Object.fromEntries(Object.keys(changes).map((type) => [type, value]));

/** Keeps an append-only history of each task and list: who did what, when, and what was there before and after. */
export const consumer: Consumer = defineConsumer(definition, forEachType(one), { onMany: forEachType(many) });

/** Where an event was found: the first place of these that has it. */
export const places = ["history", "log", "outbox", "parked", "dead letters"] as const;
export type Place = (typeof places)[number];

/** What a list says of an event. */
export interface EventSummary {
  id: string;
  type: string;
  /** The task id; of freehold.dead-letter.added.v1 the dead letter's id. */
  subject: string;
  ownerId: string;
  actor: string;
  /** When it was written. */
  at: string;
  /** null where the place that has the event does not know it. */
  traceId: string | null;
  /** The event whose consumer wrote this one; null for a request, a timer, or where it is not known. */
  causedBy: string | null;
  foundIn: Place;
}

/** A summary without what else its row has. */
export const toSummary = ({
  id,
  type,
  subject,
  ownerId,
  actor,
  at,
  traceId,
  causedBy,
  foundIn,
}: EventSummary): EventSummary => ({
  ...{ id, type, subject, ownerId, actor, at, traceId, causedBy, foundIn },
});

/** The columns of a summary from a row of freehold.audit_entries. */
export const historyColumns = `'history' as "foundIn", event_id::text as id, type, task_id::text as subject,
  owner_id as "ownerId", actor, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, replace(trace_id::text, '-', '') as "traceId", caused_by::text as "causedBy"`;

/** The same from a row that has the event whole, in `event`. */
export const eventColumns = `event ->> 'id' as id, event ->> 'type' as type, event ->> 'subject' as subject,
  event ->> 'ownerid' as "ownerId", event ->> 'actor' as actor, event ->> 'time' as at,
  substr(event ->> 'traceparent', 4, 32) as "traceId", event ->> 'causationid' as "causedBy"`;

/** Rows of a table that one request looks at: what has no index is walked, from a place that an index finds. */
export const walkRows = { history: 10_000, log: 20_000, others: 3_000 } as const;

/** Selects that have `foundIn` and `event` of the newest rows of the tables that hold events whole. */
export const eventsOnTheWay = (log = "select topic, event from freehold.bus_log order by position desc") => {
  const { others } = walkRows;
  return `select 'outbox' as "foundIn", event from (
      select topic, event from freehold.outbox order by position desc limit ${others}) o where topic not like '%.dlq'
    union all select 'log', event from (${log} limit ${walkRows.log}) l where topic not like '%.dlq'
    union all select 'parked', event from (
      select event from freehold.parked order by consumer, event_id limit ${others}) p
    union all select 'dead letters', event from (
      select event, replayable from freehold.dead_letters order by id desc limit ${others}) d where replayable`;
};

import type { Sql } from "../../runtime/database/database";
import { transactionMs } from "./find";
import { firstIdAt, timeOfId } from "./id-time";
import { positionAt } from "./position-at";
import {
  type EventSummary,
  eventColumns,
  eventsOnTheWay,
  historyColumns,
  places,
  toSummary,
  walkRows,
} from "./summary";

/** An event in the tree of its trace. */
export interface TraceEvent extends EventSummary {
  /** Causes above it: 0 for what a request or a timer has written. */
  depth: number;
}

export interface Trace {
  id: string | null;
  /** The tree in its order: each event is followed by its consequences. */
  events: TraceEvent[];
  /** Whether all events that the tables have were looked at. */
  complete: boolean;
}

/** Causes that are followed upwards, and events that a tree shows at most. */
const mostCauses = 20;
const mostEvents = 500;

/**
 * The events of an event's trace as a tree of causes and consequences.
 * @param find finds the summary of a cause by its id
 */
export async function traceOf(
  sql: Sql,
  event: EventSummary,
  find: (id: string) => Promise<EventSummary | undefined>,
): Promise<Trace> {
  const events = new Map([[event.id, event]]);
  let top = event;
  while (top.causedBy && events.size < mostCauses && !events.has(top.causedBy)) {
    const cause = await find(top.causedBy);
    if (!cause) break;
    events.set(cause.id, cause);
    top = cause;
  }
  const from = new Date((timeOfId(top.id)?.getTime() ?? Date.parse(top.at)) - transactionMs);
  const { rows, complete } = await consequences(sql, event, from);
  for (const found of rows) if (!events.has(found.id)) events.set(found.id, found);
  const newest = [...events.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  const shown = newest.slice(0, mostEvents);
  return { id: event.traceId, events: inTree(shown), complete: complete && shown.length === newest.length };
}

/** Events of the same trace, or caused by `event`, that were written from a time on. */
async function consequences(sql: Sql, { id, traceId, subject }: EventSummary, from: Date) {
  const firstPosition = await positionAt(sql, "bus_log", from);
  const log = `select topic, event from freehold.bus_log where position >= $4 order by position`;
  const belongs = `("traceId" = $1::text or "causedBy" = $2::text)`;
  const { rows } = await sql.query<EventSummary & { walked: number; logged: number }>(
    `with walked as materialized (
       select event_id, type, task_id, owner_id, actor, occurred_at, trace_id, caused_by from freehold.audit_entries
       where event_id >= $3::uuid order by event_id limit ${walkRows.history}
     ), of_task as materialized (
       select event_id, type, task_id, owner_id, actor, occurred_at, trace_id, caused_by from freehold.audit_entries
       where task_id = $5::uuid and event_id >= $3::uuid order by occurred_at desc, event_id desc limit ${walkRows.history}
     ), way as materialized (${eventsOnTheWay(log)})
     select found.*, (select count(*) from walked) as walked, (select count(*) from way where "foundIn" = 'log') as logged
     from (select 1) one left join (
       select ${historyColumns} from walked
       union all select ${historyColumns} from of_task
       union all select "foundIn", ${eventColumns} from way
     ) found on ${belongs}`,
    [traceId, id, firstIdAt(from), firstPosition ?? 0, subject],
  );
  const found = rows.filter(({ id }) => id !== null).sort((one, other) => rank(one) - rank(other));
  const [counts] = rows;
  return {
    rows: found.map(toSummary),
    complete: (counts?.walked ?? 0) < walkRows.history && (counts?.logged ?? 0) < walkRows.log,
  };
}

/** The first place that knows an event's trace is the best. */
const rank = ({ foundIn, traceId }: EventSummary): number => places.indexOf(foundIn) + (traceId ? 0 : places.length);

function inTree(events: readonly EventSummary[]): TraceEvent[] {
  const known = new Set(events.map(({ id }) => id));
  const roots = events.filter(({ causedBy }) => causedBy === null || !known.has(causedBy));
  const inOrder = (event: EventSummary, depth: number): TraceEvent[] => [
    { ...event, depth },
    ...events.filter(({ causedBy }) => causedBy === event.id).flatMap((next) => inOrder(next, depth + 1)),
  ];
  return roots.flatMap((root) => inOrder(root, 0));
}

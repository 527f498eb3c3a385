import type { Sql } from "../../runtime/database/database";
import { firstId, firstIdAt, lastId, timeOfId } from "./id-time";
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

/** Which events are meant; all conditions hold together. */
export interface EventFilter {
  id?: string;
  /** The task id. */
  subject?: string;
  type?: string;
  owner?: string;
  traceId?: string;
  since?: Date;
  until?: Date;
}

export interface EventPage {
  /** Newest first. */
  items: EventSummary[];
  /** The id below which the next page begins; null when all was looked at. A page may have fewer items than asked for, even none. */
  next: string | null;
  /** How far back in time this page and those before it have looked; null: to the end. */
  searchedTo: string | null;
  /** Whether more events that the history lacks may match than this page has or the search looked at: narrow the filter. */
  leftOut: boolean;
}

/** Milliseconds by which the time of an event may differ from that in its id. */
const slackMs = 1_000;

const matches = `($1::text is null or id = $1::text) and ($2::text is null or subject = $2::text) and ($3::text is null or type = $3)
  and ($4::text is null or "ownerId" = $4) and ($5::text is null or "traceId" = $5)`;

/**
 * Finds events. The history is read newest first, by the index that finds the place: of the task, or of the time. A request
 * looks at a bounded number of rows and says how far it came. The first page also has what the history lacks: events on
 * their way, parked, dead letters, and pushes to the page. They take half of it, or what the history leaves.
 * @param after `next` of the page before
 */
export async function searchEvents(
  sql: Sql,
  filter: EventFilter,
  { limit, after }: { limit: number; after?: string },
): Promise<EventPage> {
  if (after !== undefined) return { ...(await searchHistory(sql, filter, limit, after)), leftOut: false };
  const { events: fresh, full } = await searchOnTheWay(sql, filter, limit + 1);
  const history = await searchHistory(sql, filter, Math.max(limit - fresh.length, Math.ceil(limit / 2)), undefined);
  const room = limit - history.items.length;
  const items = [...fresh.slice(0, room), ...history.items].sort((one, other) => (one.id < other.id ? 1 : -1));
  return { ...history, items, leftOut: full || fresh.length > room };
}

async function searchHistory(
  sql: Sql,
  filter: EventFilter,
  limit: number,
  after: string | undefined,
): Promise<Omit<EventPage, "leftOut">> {
  const { id, subject, type, owner, traceId, since, until } = filter;
  const newest = until ? firstIdAt(until) : lastId;
  const below = after !== undefined && after < newest ? after : newest;
  const from = since ? firstIdAt(since) : firstId;
  const byTask = id === undefined && subject !== undefined;
  // The index of a task is in the order of its events' times.
  const belowTime = new Date((timeOfId(below)?.getTime() ?? Date.UTC(9999, 0)) + slackMs);
  const { rows } = await sql.query<EventSummary & { walked: number; reached: string | null }>(
    `with walked as materialized (
       select event_id, type, task_id, owner_id, actor, occurred_at, trace_id, caused_by from freehold.audit_entries
       where event_id < $6::uuid and event_id >= $7::uuid ${id === undefined ? "" : "and event_id = $1::text::uuid"}
         ${byTask ? "and task_id = $2::text::uuid and occurred_at <= $9::timestamptz" : ""}
       order by ${byTask ? "occurred_at desc, " : ""}event_id desc limit ${walkRows.history})
     select found.*, walk.walked, walk.reached
     from (select count(*) as walked, (select event_id::text from walked order by event_id limit 1) as reached from walked) walk
     left join (
       select * from (select ${historyColumns} from walked) read where ${matches} order by id desc limit $8) found on true`,
    [id, subject, type, owner, traceId, below, from, limit + 1, ...(byTask ? [belowTime] : [])],
  );
  const found = rows.filter((row) => row.id !== null).sort((one, other) => (one.id < other.id ? 1 : -1));
  const items = found.slice(0, limit).map(toSummary);
  const { walked: count = 0, reached = null } = rows[0] ?? {};
  const next = found.length > limit ? (items.at(-1)?.id ?? null) : count < walkRows.history ? null : reached;
  return { items, next, searchedTo: next === null ? null : (timeOfId(next)?.toISOString() ?? null) };
}

/** What the tables of the pipeline hold of the newest events, each of them up to its bound. */
async function searchOnTheWay(sql: Sql, filter: EventFilter, limit: number) {
  const { id, subject, type, owner, traceId, since, until } = filter;
  // Rows of the log are dated by the beginning of their transaction.
  const before = until && (await positionAt(sql, "bus_log", new Date(until.getTime() + slackMs)));
  const log = `select topic, event from freehold.bus_log where position < $6 order by position desc`;
  const { rows } = await sql.query<EventSummary & { full: boolean | null }>(
    `with way as materialized (${eventsOnTheWay(log)})
     select found.*, bound.full from (
       select bool_or(rows >= ${walkRows.others}) as full
       from (select count(*) as rows from way where "foundIn" <> 'log' group by "foundIn") counted) bound
     left join (
       select * from (select "foundIn", ${eventColumns} from way) read
       where ${matches} and id >= $7 and id < $8
         and (select event_id from freehold.audit_entries where event_id = read.id::uuid) is null
       order by id desc limit $9) found on true`,
    [
      ...[id, subject, type, owner, traceId, before ?? Number.MAX_SAFE_INTEGER],
      ...[since ? firstIdAt(since) : firstId, until ? firstIdAt(until) : lastId, limit * places.length],
    ],
  );
  const first = new Map<string, EventSummary>();
  for (const row of rows) if (row.id !== null && !first.has(row.id)) first.set(row.id, toSummary(row));
  const events = [...first.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
  return { events: events.slice(0, limit), full: rows[0]?.full ?? false };
}

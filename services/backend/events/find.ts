import { type Envelope, envelopeSchema } from "../../contracts/envelope";
import type { Sql } from "../../runtime/database/database";
import { traceIdOf } from "../../runtime/telemetry/trace";
import { timeOfId } from "./id-time";
import { positionAt } from "./position-at";
import { type EventSummary, historyColumns, type Place, toSummary, walkRows } from "./summary";

/**
 * Milliseconds before an event was written at which the log is searched for it: a row has the time at which its transaction
 * began.
 */
export const transactionMs = 1_000;

/** Where a table has an event, and since when. */
export interface FoundAt {
  topic: string;
  position: number;
  at: Date;
}

/** An event, by all places that have it. */
export interface FoundEvent {
  summary: EventSummary;
  /** The whole event; undefined where only the history has it. */
  envelope: Envelope | undefined;
  topic: string | undefined;
  recordedAt: Date | undefined;
  outbox: FoundAt | undefined;
  log: FoundAt | undefined;
}

interface WholeRow {
  topic: string;
  event: unknown;
}

/**
 * Finds an event by its id: in the history, the outbox, the embedded log, among parked events and dead letters.
 * @param consumers whose parked events and dead letters are looked at
 */
export async function findEvent(sql: Sql, id: string, consumers: readonly string[]): Promise<FoundEvent | undefined> {
  const history = await sql.query<EventSummary & { recordedAt: Date }>(
    `select ${historyColumns}, recorded_at as "recordedAt" from freehold.audit_entries where event_id = $1`,
    [id],
  );
  const outbox = await walk(sql, "outbox", id, walkRows.others);
  const log = await walk(sql, "bus_log", id, walkRows.log);
  const kept = await sql.query<WholeRow & { foundIn: "parked" | "dead letters" }>(
    `select 'parked' as "foundIn", topic, event from freehold.parked where consumer = any($2) and event_id = $1::text::uuid
     union all
     select 'dead letters', topic, event from freehold.dead_letters where consumer = any($2) and event_id = $1::text and replayable`,
    [id, consumers],
  );
  const [entry] = history.rows;
  const [letter] = kept.rows;
  const envelope = envelopeOf(log?.event ?? outbox?.event ?? letter?.event);
  const foundIn: Place = entry ? "history" : log ? "log" : outbox ? "outbox" : (letter?.foundIn ?? "dead letters");
  const summary = envelope ? { ...summaryOf(envelope), foundIn } : entry && toSummary(entry);
  if (!summary) return undefined;
  return {
    ...{ summary, envelope, outbox, log },
    topic: log?.topic ?? outbox?.topic ?? letter?.topic,
    recordedAt: entry?.recordedAt,
  };
}

function envelopeOf(event: unknown): Envelope | undefined {
  const result = envelopeSchema.safeParse(event);
  return result.success ? result.data : undefined;
}

const summaryOf = (envelope: Envelope) => {
  const { id, type, subject, ownerid, actor, time, traceparent, causationid } = envelope;
  const traceId = traceIdOf(traceparent) ?? null;
  return { id, type, subject, ownerId: ownerid, actor, at: time, traceId, causedBy: causationid ?? null };
};

/** Looks at the rows of a table that follow the time of the event's id. */
async function walk(
  sql: Sql,
  table: "outbox" | "bus_log",
  id: string,
  rows: number,
): Promise<(FoundAt & WholeRow) | undefined> {
  const time = timeOfId(id);
  const from = time && (await positionAt(sql, table, new Date(time.getTime() - transactionMs)));
  if (from === undefined) return undefined;
  const at = table === "outbox" ? "created_at" : "appended_at";
  const found = await sql.query<FoundAt & WholeRow>(
    `select position, topic, event, at from (
       select position, topic, event, ${at} as at from freehold.${table}
       where position >= $2 order by position limit ${rows}) walked
     where topic not like '%.dlq' and event ->> 'id' = $1 limit 1`,
    [id, from],
  );
  return found.rows[0];
}

import { groupsOf } from "../../consumer-groups";
import { eventTypes, isEventType } from "../../contracts/events";
import { allDefinitions } from "../../definitions";
import type { Sql } from "../../runtime/database/database";
import { consumerNames } from "./consumer-names";
import { type FoundEvent, findEvent } from "./find";
import { handlingOf } from "./handling";
import type { Step } from "./step";
import { stepsOf } from "./steps";
import type { EventSummary } from "./summary";
import { type Trace, traceOf } from "./trace";

/** One event from end to end. */
export interface EventStory {
  event: EventSummary;
  topic: string | null;
  /** The event whole; undefined where only its history is left. */
  envelope: unknown;
  steps: Step[];
  trace: Trace;
  /** What the tables can't tell. */
  notKnown: string[];
}

/**
 * The story of an event: its way from the request to each consumer, and the tree of its causes and consequences.
 * @returns undefined when no table has the event
 */
export async function showEvent(sql: Sql, id: string, now = new Date()): Promise<EventStory | undefined> {
  const names = await consumerNames(sql);
  const found = await findEvent(sql, id, names);
  if (!found) return undefined;
  const { summary, envelope } = found;
  const topic = found.topic ?? (isEventType(summary.type) ? eventTypes[summary.type].topic : undefined);
  const readers = topic ? groupsOf(topic) : [];
  const consumers = [...new Set([...readers, ...names])].sort();
  const handlings = topic ? await handlingOf(sql, { id, topic, subject: summary.subject }, consumers) : [];
  const trace = await traceOf(sql, summary, async (cause) => (await findEvent(sql, cause, names))?.summary);
  const { rows } = await sql.query<{ there: boolean }>("select exists (select from freehold.bus_offsets) as there");
  const hasLog = rows[0]?.there ?? false;
  const consequences = trace.events.filter(({ causedBy }) => causedBy === id);
  const broadcasts = broadcastsOf(topic);
  const steps = stepsOf(found, { topic, handlings, readers, broadcasts, consequences, hasLog, now });
  return {
    ...{ event: summary, topic: topic ?? null, envelope, steps, trace },
    notKnown: notKnownOf(found, trace, hasLog),
  };
}

const broadcastsOf = (topic: string | undefined): string[] =>
  allDefinitions
    .filter(({ subscribes }) => subscribes.some((one) => one.topic === topic && one.delivery === "broadcast"))
    .map(({ name }) => name);

function notKnownOf({ summary, envelope }: FoundEvent, { complete }: Trace, hasLog: boolean): string[] {
  const notes = ["When the outbox row was published and when each retry ran: the tables keep the last state only."];
  if (!envelope) notes.push("The whole event and its sequence: only its history is left here.");
  if (!summary.traceId) notes.push("The trace: no table that has the event keeps it.");
  if (!hasLog)
    notes.push("What the broker did with it, pushes to the page, and side effects that Dapr's state store remembers.");
  if (!complete) notes.push("Consequences beyond the rows that one request looks at.");
  return notes;
}

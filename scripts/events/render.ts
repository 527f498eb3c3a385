import Table from "cli-table3";
import type { EventStory } from "../../services/backend/events/show";
import type { EventSummary } from "../../services/backend/events/summary";

/** Rows as a table for people, or as lines of columns with tabs between them for other programs. */
function rendered(head: string[], rows: string[][], terminal: boolean): string {
  if (!terminal) return rows.map((row) => row.join("\t")).join("\n");
  const table = new Table({ head, wordWrap: true, colWidths: [...Array(head.length - 1).fill(null), 60] });
  table.push(...rows);
  return table.toString();
}

/** Found events, newest first. */
export const renderEvents = (events: readonly EventSummary[], { terminal }: { terminal: boolean }): string =>
  rendered(
    ["id", "when", "type", "task", "owner", "actor", "found in"],
    events.map(({ id, at, type, subject, ownerId, actor, foundIn }) => [
      id,
      at,
      type,
      subject,
      ownerId,
      actor,
      foundIn,
    ]),
    terminal,
  );

/** The steps of an event, and the tree of its trace, in which `*` marks the event itself. */
export function renderStory({ event, steps, trace }: EventStory, { terminal }: { terminal: boolean }): string {
  const line = (text: string) => text.replace(/\s+/g, " ");
  const way = rendered(
    ["when", "where", "what"],
    steps.map(({ at, where, what }) => [at ?? "not recorded", where, line(what)]),
    terminal,
  );
  const tree = trace.events.map(
    ({ id, depth, type, actor, at }) =>
      `${"  ".repeat(depth)}${id === event.id ? "*" : "-"} ${[type, id, `by ${actor}`, at].join("\t")}`,
  );
  const title = `${event.type} of ${event.subject}, owner ${event.ownerId}, trace ${event.traceId ?? "not known"}`;
  return [
    title,
    "",
    way,
    "",
    "Causes and consequences:",
    ...tree.map((row) => (terminal ? row.replaceAll("\t", "  ") : row)),
  ].join("\n");
}

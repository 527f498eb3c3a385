import type { EventStory } from "../../services/backend/events/show";
import type { EventSummary } from "../../services/backend/events/summary";
import { renderTable } from "../operations/render-table";

/** Of what happened. */
const lastWidth = 60;

/** Found events, newest first. */
export const renderEvents = (events: readonly EventSummary[], { terminal }: { terminal: boolean }): string =>
  renderTable(
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
    { terminal, lastWidth },
  );

/** The steps of an event, and the tree of its trace, in which `*` marks the event itself. */
export function renderStory({ event, steps, trace }: EventStory, { terminal }: { terminal: boolean }): string {
  const line = (text: string) => text.replace(/\s+/g, " ");
  const way = renderTable(
    ["when", "where", "what"],
    steps.map(({ at, where, what }) => [at ?? "not recorded", where, line(what)]),
    { terminal, lastWidth },
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

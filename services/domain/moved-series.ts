import type { Recurrence } from "../contracts/task";
import { movedRule } from "./moved-rule";
import type { SeriesTask } from "./next-in-series";
import { checkSeries, instantOf, localTimeOf } from "./recurrence";
import { remainingRule } from "./remaining-rule";
import { parseRule } from "./rrule";

/**
 * A series from one of its occurrences on, which is moved with all that follow. It begins again at the new date: COUNT is what is
 * left of it, and the last day that UNTIL allows stays the last.
 * @param isWholeDay whether its dates have no time of day from there. Default: they have one
 * @throws RecurrenceError
 */
export function movedSeries({ recurrence, occurrence }: SeriesTask, dueAt: Date, isWholeDay = false): SeriesTask {
  const { timeZone } = recurrence;
  const localTime = localTimeOf(dueAt, timeZone);
  if (localTime === occurrence.localTime) return { recurrence, occurrence };
  const moved = {
    ...recurrence,
    rrule: movedRule(restOf({ recurrence, occurrence }), occurrence.localTime, localTime, isWholeDay),
  };
  const rrule = withLastDay(moved, occurrence.localTime, localTime);
  checkSeries({ ...moved, rrule }, localTime);
  const place = { seriesId: occurrence.seriesId, seriesStart: localTime, localTime };
  return { recurrence: { ...recurrence, rrule }, occurrence: place };
}

/** Counted from completions, COUNT is what is left already. */
const restOf = ({ recurrence, occurrence }: SeriesTask): string =>
  remainingRule(
    recurrence,
    recurrence.from === "completion" ? { ...occurrence, seriesStart: occurrence.localTime } : occurrence,
  );

/** UNTIL is an instant: another time of day must neither leave its last day out nor let one more in. */
function withLastDay({ rrule, timeZone }: Recurrence, from: string, to: string): string {
  const { until } = parseRule(rrule);
  if (until === undefined) return rrule;
  const end = localTimeOf(new Date(until), timeZone);
  const lastDay = (time: string) => (timeOf(end) >= timeOf(time) ? dateOf(end) : dayBefore(dateOf(end)));
  if (lastDay(from) === lastDay(to)) return rrule;
  const at = instantOf(`${lastDay(from)}T${timeOf(to)}`, timeZone);
  return rrule.replace(/UNTIL=[^;]+/, `UNTIL=${at.toISOString().replace(/[-:]|\.\d+/g, "")}`);
}

const dateOf = (local: string): string => local.slice(0, "yyyy-mm-dd".length);
const timeOf = (local: string): string => local.slice("yyyy-mm-ddT".length);
const dayBefore = (date: string): string => dateOf(new Date(Date.parse(date) - 86_400_000).toISOString());

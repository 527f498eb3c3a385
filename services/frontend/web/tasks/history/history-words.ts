import { t } from "../../messages/language";
import { listNameOf } from "../../places/list-name";
import { formatDay, formatExact, formatMinutesBefore, formatRecurrence } from "../../shared/format";
import type { HistoryEntry, HistoryState } from "../../shared/types";
import { writeItems } from "../checklist/write-items";

export interface Change {
  label: string;
  /** Empty for a field that had nothing. */
  old: string;
  now: string;
}

const named = (value: string): string => t.history.values[value] ?? value;

/** The fields that people change, in the order in which they are shown, and how each is written. */
const fields: { [Field in keyof typeof t.fields]: (value: NonNullable<HistoryState[Field]>) => string } = {
  title: String,
  description: String,
  status: named,
  priority: named,
  tags: (tags) => tags.join(", "),
  listId: listNameOf,
  dueAt: formatExact,
  recurrence: formatRecurrence,
  reminders: (all) => all.map(({ minutesBefore }) => formatMinutesBefore(minutesBefore)).join(", "),
  checklist: writeItems,
  snoozedUntil: formatExact,
  minutesBefore: formatMinutesBefore,
  remindAt: formatExact,
};

/** What an event says that happened, in words. */
export function happeningOf({ type, before, after }: HistoryEntry): string {
  if (isSkip(before, after)) return t.history.skipped;
  if (type === "freehold.reminder.scheduled.v1" && before !== null) return t.history.reminderMoved;
  return t.history.happenings[type] ?? type;
}

/** What an event changed. */
export function changesOf({ before, after }: HistoryEntry): Change[] {
  const names = Object.keys(fields) as (keyof typeof fields)[];
  return names
    .map((name) => ({ label: t.fields[name], old: write(name, before), now: write(name, after) }))
    .filter(({ old, now }) => old !== now);
}

function write<Field extends keyof typeof fields>(name: Field, state: HistoryState | null): string {
  if (name === "dueAt" && state?.dueOn) return formatDay(state.dueOn.date);
  // A snoozed reminder has a time of its own.
  if (name === "minutesBefore" && state?.snoozed) return "";
  const value = state?.[name];
  return value === null || value === undefined ? "" : fields[name](value);
}

/** Whether a task has moved to another date of its series. A series that was moved begins again. */
function isSkip(before: HistoryState | null, after: HistoryState | null): boolean {
  const [from, to] = [before?.occurrence, after?.occurrence];
  return Boolean(
    from && to && from.seriesId === to.seriesId && from.localTime !== to.localTime && to.seriesStart !== to.localTime,
  );
}

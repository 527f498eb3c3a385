import { t } from "../messages/language";
import { formatDue, formatMinutesBefore } from "../shared/format";
import type { SentReminder, Task } from "../shared/types";
import type { Notification } from "./notification-list";

/** A reminder as the list shows it. */
export function toReminder(reminder: SentReminder): Notification {
  const { id, taskId, title, dueAt, dueOn, minutesBefore, snoozed, readAt } = reminder;
  const due = dueAt ? t.notifications.due(formatDue({ dueOn }, dueAt)) : "";
  // A snoozed one comes at the user's own time, not so long before the due date.
  const before = snoozed ? "" : formatMinutesBefore(minutesBefore, dueOn);
  const detail = [due, before].filter(Boolean).join(" · ");
  return { id, taskId, kind: "reminder", what: t.notifications.reminder, title, detail, isUnread: readAt === null };
}

/** The news of a task that follows another in its series; undefined for any other change. */
export function toOccurrence(
  updateId: string,
  { id, version, occurrence, title, dueAt, dueOn }: Task,
): Notification | undefined {
  const isNext = version === 1 && occurrence !== null && occurrence.localTime !== occurrence.seriesStart;
  if (!isNext || dueAt === null) return undefined;
  const detail = t.notifications.due(formatDue({ dueOn }, dueAt));
  const what = t.notifications.nextOccurrence;
  return { id: updateId, taskId: id, kind: "occurrence", what, title, detail, isUnread: false };
}

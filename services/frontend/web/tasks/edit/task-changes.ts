import { fromPickedDue, pickedDueIn, textOf, toRecurrence, toTags } from "../../shared/task-fields";
import type { Priority, Task, TaskChanges } from "../../shared/types";
import { zoneOf } from "./use-rule";

/**
 * Only what the user changed: the rest may have been changed elsewhere meanwhile, and a due date may have seconds,
 * which the field does not show.
 * @param task as it was at first
 * @param shown what the form showed at first
 */
export function toChanges(task: Task, shown: FormData, now: FormData): TaskChanges {
  const text = (name: string) => textOf(now, name);
  const isChanged = (name: string) => String(now.getAll(name)) !== String(shown.getAll(name));
  const rrule = text("rrule");
  return {
    ...(isChanged("title") && { title: text("title") }),
    ...(isChanged("description") && { description: text("description") || null }),
    ...(isChanged("reminder") && {
      reminders: now.getAll("reminder").map((minutes) => ({ minutesBefore: Number(minutes) })),
    }),
    ...((isChanged("due") || isChanged("dueTime")) && {
      ...fromPickedDue(pickedDueIn(now), zoneOf(task)),
      // Without a due date there is nothing that a reminder could count back from.
      ...(text("due") === "" && { reminders: [] }),
    }),
    ...((isChanged("rrule") || (rrule !== "" && (isChanged("from") || isChanged("catchUp")))) && {
      recurrence: rrule ? toRecurrence({ rrule, timeZone: zoneOf(task) }, text("from"), text("catchUp")) : null,
    }),
    ...(isChanged("priority") && { priority: text("priority") as Priority }),
    ...(isChanged("list") && { listId: text("list") || null }),
    ...(isChanged("tags") && { tags: toTags(text("tags")) }),
    ...(isChanged("checklist") && { checklist: JSON.parse(text("checklist")) }),
  };
}

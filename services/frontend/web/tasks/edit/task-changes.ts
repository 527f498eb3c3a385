import { fromPickedDue, pickedDueIn, textOf, toRecurrence, toTags } from "../../shared/task-fields";
import type { Priority, Task, TaskChanges } from "../../shared/types";

/**
 * Only what the user changed: the rest may have been changed elsewhere meanwhile, and a due date may have seconds,
 * which the field does not show.
 * @param task as it was at first
 * @param shown what the form showed at first
 */
export function toChanges({ recurrence, dueOn }: Task, shown: FormData, now: FormData): TaskChanges {
  const text = (name: string) => textOf(now, name);
  const isChanged = (name: string) => text(name) !== shown.get(name);
  return {
    ...(isChanged("title") && { title: text("title") }),
    ...((isChanged("due") || isChanged("dueTime")) && {
      ...fromPickedDue(pickedDueIn(now), recurrence?.timeZone ?? dueOn?.timeZone),
      // Without a due date there is nothing that a reminder could count back from.
      ...(text("due") === "" && { reminders: [] }),
    }),
    ...(recurrence &&
      (isChanged("from") || isChanged("catchUp")) && {
        recurrence: toRecurrence(recurrence, text("from"), text("catchUp")),
      }),
    ...(isChanged("priority") && { priority: text("priority") as Priority }),
    ...(isChanged("list") && { listId: text("list") || null }),
    ...(isChanged("tags") && { tags: toTags(text("tags")) }),
    ...(isChanged("checklist") && { checklist: JSON.parse(text("checklist")) }),
  };
}

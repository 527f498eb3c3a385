import { timeZone } from "../shared/format";
import { fromPickedDue, pickedDueIn, textOf, toRecurrence, toTags } from "../shared/task-fields";
import type { NewTask, Priority } from "../shared/types";

/** The task that the form stands for; a field that is left empty is left out. */
export function toNewTask(data: FormData): NewTask {
  const text = (name: string) => textOf(data, name);
  return {
    title: text("title"),
    priority: text("priority") as Priority,
    tags: toTags(text("tags")),
    ...(text("list") && { listId: text("list") }),
    ...(text("due") && fromPickedDue(pickedDueIn(data))),
    ...(text("repeat") && {
      recurrence: toRecurrence({ rrule: text("repeat"), timeZone }, text("from"), text("catchUp")),
    }),
    ...(text("reminder") && {
      reminders: text("reminder")
        .split(",")
        .map((minutes) => ({ minutesBefore: Number(minutes) })),
    }),
  };
}

import { toPickedDue } from "../shared/task-fields";
import type { DescribedTask } from "./use-preview";

/** The value of the field for reminders: minutes before the due date. */
export const reminderValue = ({ reminders }: DescribedTask): string =>
  reminders.map(({ minutesBefore }) => minutesBefore).join(",");

/** Fills a task into the fields of a form. */
export function fillIn(form: HTMLFormElement, task: DescribedTask): void {
  const { title, recurrence, priority, tags } = task;
  const values = {
    title,
    ...toPickedDue(task),
    repeat: recurrence?.rrule ?? "",
    from: recurrence?.from ?? "schedule",
    catchUp: recurrence?.catchUp ?? "all",
    reminder: reminderValue(task),
    priority,
    tags: tags.join(", "),
  };
  for (const [name, value] of Object.entries(values)) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) control.value = value;
  }
}

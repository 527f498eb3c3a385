import type { MouseEvent } from "react";
import { taskList } from "../task-list-state";
import { leaveSelection } from "./leave-selection";
import { selection, selectTo, toggleSelected } from "./selection";

/** What does something else when it is clicked; the circle of a task is asked by the task itself. */
const controls = "button, input, label, a, select, textarea, summary";

type Click = Pick<MouseEvent, "shiftKey" | "ctrlKey" | "metaKey">;

const hasModifier = ({ shiftKey, ctrlKey, metaKey }: Click): boolean => shiftKey || ctrlKey || metaKey;
const idOf = (target: EventTarget): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>("[data-task]")?.dataset.task : undefined;

/** Whether a click on a task selects it: while tasks are selected, or with Shift, Ctrl or Cmd. */
export function selectByClick(id: string, click: Click): boolean {
  if (!selection.get().isOn && !hasModifier(click)) return false;
  const shown = taskList.view.get().entries.map(({ task }) => task.id);
  if (click.shiftKey) selectTo(id, shown);
  else toggleSelected(id);
  return true;
}

/** A click anywhere on a task in the list. */
export function clickInList(event: MouseEvent): void {
  const id = idOf(event.target);
  if (!id || !(event.target instanceof Element) || event.target.closest(controls)) return;
  // The user has marked text.
  if (getSelection()?.isCollapsed === false && !hasModifier(event)) return;
  selectByClick(id, event);
}

/** With Shift, a browser would mark the text in between. */
export function pressInList(event: MouseEvent): void {
  if (event.shiftKey && idOf(event.target)) event.preventDefault();
}

/** Handles the keys that select: `x` on a task, and Escape. Returns whether it was one. */
export function selectByKey({ key, target }: KeyboardEvent): boolean {
  if (key === "Escape" && selection.get().isOn) {
    leaveSelection();
    return true;
  }
  const id = target && idOf(target);
  if (key !== "x" || !id) return false;
  toggleSelected(id);
  // The button that had the focus may be hidden while tasks are selected.
  document.querySelector<HTMLElement>(`[data-task="${CSS.escape(id)}"] .check`)?.focus();
  return true;
}

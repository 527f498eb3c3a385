import type { DragEvent } from "react";
import type { Task } from "../shared/types";
import { placeTask, type Side } from "./manual-order";
import { taskList } from "./task-list-state";

/** What is dragged, and the row that shows where it would go. */
let dragged: Task | undefined;
let marked: HTMLElement | undefined;

function mark(row?: HTMLElement, side?: Side): void {
  if (marked) delete marked.dataset.drop;
  marked = row;
  if (row && side) row.dataset.drop = side;
}

/** The task under the pointer, and on which side of it the dragged one would go. */
function targetOf({ target, clientY }: DragEvent): { row: HTMLElement; beside: Task; side: Side } | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-task]") : null;
  const beside = taskList.view.get().entries.find(({ task }) => task.id === row?.dataset.task)?.task;
  if (!row || !beside || beside.id === dragged?.id) return undefined;
  const { top, height } = row.getBoundingClientRect();
  return { row, beside, side: clientY < top + height / 2 ? "before" : "after" };
}

/** For what a task is dragged by. */
export const gripOf = (task: Task) => ({
  draggable: true,
  onDragStart: ({ currentTarget, dataTransfer }: DragEvent) => {
    dragged = task;
    // Firefox drags nothing without data.
    dataTransfer.setData("text/plain", task.title);
    dataTransfer.effectAllowed = "move";
    const row = currentTarget.closest("[data-task]");
    if (row) dataTransfer.setDragImage(row, 20, 20);
  },
  onDragEnd: () => {
    dragged = undefined;
    mark();
  },
});

/** For the list that a task is dragged over. */
export const dropZone = {
  onDragOver: (event: DragEvent) => {
    if (!dragged) return;
    const target = targetOf(event);
    mark(target?.row, target?.side);
    if (target) event.preventDefault();
  },
  onDrop: (event: DragEvent) => {
    const target = targetOf(event);
    mark();
    if (!dragged || !target) return;
    event.preventDefault();
    placeTask(dragged, target.beside, target.side);
  },
};

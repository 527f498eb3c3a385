import type { KeyboardEvent } from "react";
import { t } from "../messages/language";
import type { Task } from "../shared/types";
import { gripOf } from "./drag-task";
import { moveTask, useIsManual } from "./manual-order";
import { taskList } from "./task-list-state";

const directions = { ArrowUp: "up", ArrowDown: "down" } as const;
const isArrow = (key: string): key is keyof typeof directions => key in directions;

/** Move a task up and down, in the user's own order, or by dragging it. */
export function MoveButtons({ task }: { task: Task }) {
  if (!useIsManual() || task.status !== "open") return null;
  return (
    <div className="moves">
      <span className="grip" aria-hidden="true" title={t.sort.drag} {...gripOf(task)} />
      {(["ArrowUp", "ArrowDown"] as const).map((key) => (
        <button
          key={key}
          className="quiet"
          type="button"
          aria-label={t.sort[directions[key]](task.title)}
          title={t.sort.keys[directions[key]]}
          aria-keyshortcuts={`Alt+${key}`}
          data-move={directions[key]}
          onClick={() => moveTask(task, directions[key])}
        />
      ))}
    </div>
  );
}

/** Alt with an arrow key moves the task that has the focus. */
export function moveByKey(event: KeyboardEvent): void {
  if (!event.altKey || !isArrow(event.key) || !(event.target instanceof Element)) return;
  const id = event.target.closest<HTMLElement>("[data-task]")?.dataset.task;
  const task = taskList.view.get().entries.find((entry) => entry.task.id === id)?.task;
  if (!task) return;
  event.preventDefault();
  moveTask(task, directions[event.key]);
}

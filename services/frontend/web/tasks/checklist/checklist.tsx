import { useRef, useState } from "react";
import { t } from "../../messages/language";
import { api } from "../../shared/api";
import type { ChecklistItem, Task } from "../../shared/types";
import { doneByUser } from "../../undo/own-acts";
import { taskList } from "../task-list-state";

interface ChecklistProps {
  task: Task;
  /** Runs an act, and says why it was refused. */
  onAct: (act: () => Promise<void>) => void;
}

/** The checklist of a task in the list: each item can be ticked. */
export function Checklist({ task, onAct }: ChecklistProps) {
  /** What the user wants of items, until the API has it. */
  const [wanted, setWanted] = useState<Readonly<Record<string, boolean>>>({});
  // One after the other: of two clicks on an item the second one must win.
  const queue = useRef(Promise.resolve());
  const tick = (item: ChecklistItem, done: boolean) => {
    setWanted((all) => ({ ...all, [item.id]: done }));
    const ask = async () => {
      try {
        await change(task.id, item, done);
      } finally {
        setWanted(({ [item.id]: _, ...others }) => others);
      }
    };
    onAct(() => {
      const answer = queue.current.then(ask);
      queue.current = answer.catch(() => {});
      return answer;
    });
  };
  return (
    <ul className="checklist" aria-label={t.checklist.of(task.title)}>
      {task.checklist?.map((item) => (
        <li key={item.id}>
          <label>
            <input
              type="checkbox"
              checked={wanted[item.id] ?? item.done}
              // The API refuses to change a completed task.
              disabled={task.status === "completed"}
              onChange={(event) => tick(item, event.target.checked)}
            />
            <span>{item.text}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}

/** Ticks an item, or takes the tick away. */
async function change(taskId: string, { id, text }: ChecklistItem, done: boolean): Promise<void> {
  const changed = await api.changeItem(taskId, id, { done });
  taskList.apply(changed);
  doneByUser({
    said: done ? t.checklist.ticked(text) : t.checklist.unticked(text),
    steps: [{ id: taskId, from: changed.version - 1, to: changed.version }],
    isQuiet: true,
    undo: { by: "tick", id: taskId, item: id, done: !done },
  });
}

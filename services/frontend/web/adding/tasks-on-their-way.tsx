import { t } from "../messages/language";
import { useStore } from "../shared/store";
import { TaskChips } from "../shared/task-chips";
import { onTheirWay } from "./on-their-way";

/** The tasks that are being added, above those that are there: nothing can be done to them yet. */
export function TasksOnTheirWay() {
  const tasks = useStore(onTheirWay);
  if (tasks.length === 0) return null;
  return (
    <ul id="tasks-on-their-way" className="tasks" aria-label={t.quickAdd.onItsWay}>
      {tasks.map((task, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same, and none has a state.
        <li key={index} className="on-its-way">
          <span className="check" aria-hidden="true" />
          <p className="title">{task.title}</p>
          <TaskChips terms={task}>
            <li className="chip waiting">{t.quickAdd.onItsWay}</li>
          </TaskChips>
        </li>
      ))}
    </ul>
  );
}

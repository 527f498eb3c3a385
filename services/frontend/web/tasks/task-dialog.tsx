import { useStore } from "../shared/store";
import { asked } from "./asked";
import { ConfirmDelete } from "./confirm-delete";
import { TaskEditor } from "./edit/task-editor";

const close = () => asked.set(undefined);

/** The dialog about a task. It is no part of the list, which the task may leave meanwhile. */
export function TaskDialog() {
  const question = useStore(asked);
  if (question === undefined) return null;
  const { task } = question;
  if (question.act === "edit") return <TaskEditor task={task} onClose={close} />;
  return <ConfirmDelete title={task.title} onClose={close} onConfirm={question.confirm} />;
}

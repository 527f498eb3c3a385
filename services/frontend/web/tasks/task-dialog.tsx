import { useStore } from "../shared/store";
import { usePart } from "../shared/use-part";
import { asked } from "./asked";
import { ConfirmDelete } from "./confirm-delete";
import { focusTask } from "./focus";

function close(): void {
  const id = asked.get()?.task.id;
  asked.set(undefined);
  // What had the focus before may be gone, as a chip that shows something else now.
  setTimeout(() => id !== undefined && document.activeElement === document.body && focusTask(id), 0);
}

const loadEditor = () => import("./edit/task-editor").then(({ TaskEditor }) => TaskEditor);

/** The dialog about a task. It is no part of the list, which the task may leave meanwhile. */
export function TaskDialog() {
  const question = useStore(asked);
  const Editor = usePart(question?.act === "edit", loadEditor, close);
  if (question === undefined) return null;
  const { task } = question;
  if (question.act === "edit") return Editor && <Editor task={task} field={question.field} onClose={close} />;
  return <ConfirmDelete title={task.title} onClose={close} onConfirm={question.confirm} />;
}

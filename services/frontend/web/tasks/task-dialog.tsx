import { useStore } from "../shared/store";
import { usePart } from "../shared/use-part";
import { asked } from "./asked";
import { ConfirmDelete } from "./confirm-delete";

const close = () => asked.set(undefined);
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

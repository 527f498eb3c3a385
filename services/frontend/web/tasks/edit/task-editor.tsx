import { type FormEvent, useEffect, useRef, useState } from "react";
import { t } from "../../messages/language";
import { FormError } from "../../shared/field";
import { useFormErrors } from "../../shared/form-errors";
import { Modal } from "../../shared/modal";
import type { ChipField } from "../../shared/task-chips";
import type { Task } from "../../shared/types";
import { useBusy } from "../../shared/use-busy";
import { ConflictChoice } from "./conflict-choice";
import { EditFields } from "./edit-fields";
import { toChanges } from "./task-changes";
import { useTaskEdit } from "./use-task-edit";

interface TaskEditorProps {
  task: Task;
  /** The field that has the focus at first. Default: the title. */
  field?: ChipField | undefined;
  onClose: () => void;
}

/** Where the fields are found. */
const controls = {
  due: "#edit-due",
  repeat: "#edit-repeat",
  reminders: "[name=reminder]",
  priority: "#edit-priority",
} as const;

/** Asks in a dialog what to change of a task, and changes it. */
export function TaskEditor({ task: given, field, onClose }: TaskEditorProps) {
  // The task as it was when the dialog opened: updates of it go on behind.
  const [task] = useState(given);
  const { form, errors, clear, check, refuse } = useFormErrors();
  const { conflicts, save } = useTaskEdit(task);
  const [isBusy, run] = useBusy();
  const shown = useRef(new FormData());
  useEffect(() => {
    if (form.current) shown.current = new FormData(form.current);
  }, [form]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (isBusy || !check()) return;
    run(async () => {
      try {
        if (await save(toChanges(task, shown.current, data), data)) onClose();
      } catch (error) {
        refuse(error);
      }
    });
  };
  return (
    <Modal id="edit-task" focus={field && controls[field]} onClose={onClose}>
      <h2 id="edit-task-title">{t.edit.title}</h2>
      <form ref={form} noValidate onSubmit={submit} onInput={clear}>
        {conflicts.length > 0 && (
          <div>
            <p role="alert">{t.edit.conflict}</p>
            {conflicts.map((conflict, index) => (
              <ConflictChoice key={`${conflict.field} ${conflict.theirs}`} conflict={conflict} isFirst={index === 0} />
            ))}
          </div>
        )}
        <EditFields task={task} errors={errors} isHidden={conflicts.length > 0} />
        <FormError errors={errors} />
        <div className="line end">
          <button className="quiet" type="button" onClick={onClose}>
            {t.edit.cancel}
          </button>
          <button className="primary" type="submit" aria-busy={isBusy}>
            {t.edit.save}
          </button>
        </div>
      </form>
    </Modal>
  );
}

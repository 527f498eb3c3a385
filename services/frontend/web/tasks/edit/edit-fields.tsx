import { useState } from "react";
import { t } from "../../messages/language";
import { ListChoice } from "../../places/list-choice";
import { Choices } from "../../shared/choices";
import { DueFields } from "../../shared/due-fields";
import { Field } from "../../shared/field";
import type { FormErrors } from "../../shared/form-errors";
import { toPickedDue } from "../../shared/task-fields";
import type { Task } from "../../shared/types";
import { ChecklistFields } from "../checklist/checklist-fields";
import { ScopeChoice } from "./scope-choice";

interface EditFieldsProps {
  task: Task;
  errors: FormErrors;
  isHidden: boolean;
}

/** The fields of a task that can be changed, as the task has them. */
export function EditFields({ task, errors, isHidden }: EditFieldsProps) {
  const { title, recurrence, priority, tags, listId } = task;
  const words = t.form;
  const shown = toPickedDue(task);
  const [picked, setPicked] = useState(shown);
  const movesDate = picked.due !== "" && (picked.due !== shown.due || picked.dueTime !== shown.dueTime);
  return (
    <div className="fields" hidden={isHidden}>
      <Field name="title" id="edit-title" label={words.title} className="field wide" errors={errors}>
        {(control) => (
          <input
            {...control}
            name="title"
            type="text"
            maxLength={200}
            required
            autoComplete="off"
            data-autofocus
            defaultValue={title}
          />
        )}
      </Field>
      <DueFields id="edit-due" shown={shown} errors={errors} onChange={setPicked} />
      {recurrence && movesDate && <ScopeChoice task={task} picked={picked} />}
      <Field
        id="edit-from"
        label={words.from}
        className="field repeat-choice"
        isHidden={recurrence === null}
        errors={errors}
      >
        {(control) => (
          <Choices {...control} name="from" choices={words.fromChoices} defaultValue={recurrence?.from ?? "schedule"} />
        )}
      </Field>
      <Field
        id="edit-catch-up"
        label={words.catchUp}
        className="field repeat-choice"
        isHidden={recurrence === null}
        errors={errors}
      >
        {(control) => (
          <Choices
            {...control}
            name="catchUp"
            choices={words.catchUpChoices}
            defaultValue={recurrence?.catchUp ?? "all"}
          />
        )}
      </Field>
      <Field name="priority" id="edit-priority" label={words.priority} errors={errors}>
        {(control) => <Choices {...control} name="priority" choices={words.priorities} defaultValue={priority} />}
      </Field>
      <ListChoice id="edit-list" chosen={listId ?? ""} errors={errors} />
      <Field name="tags" id="edit-tags" label={words.tags} errors={errors}>
        {(control) => (
          <input
            {...control}
            name="tags"
            type="text"
            autoComplete="off"
            placeholder={words.tagsPlaceholder}
            defaultValue={tags.join(", ")}
          />
        )}
      </Field>
      <ChecklistFields checklist={task.checklist ?? []} errors={errors} />
    </div>
  );
}

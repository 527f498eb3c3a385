import { useState } from "react";
import { t } from "../../messages/language";
import { ListChoice } from "../../places/list-choice";
import { Choices } from "../../shared/choices";
import { DueFields } from "../../shared/due-fields";
import { Field } from "../../shared/field";
import type { FormErrors } from "../../shared/form-errors";
import { fromPickedDue, toPickedDue } from "../../shared/task-fields";
import type { Task } from "../../shared/types";
import { ChecklistFields } from "../checklist/checklist-fields";
import { ReminderFields } from "./reminder-fields";
import { RepeatFields } from "./repeat-fields";
import { ScopeChoice } from "./scope-choice";
import { zoneOf } from "./use-rule";

interface EditFieldsProps {
  task: Task;
  errors: FormErrors;
  isHidden: boolean;
}

/** The fields of a task that can be changed, as the task has them. */
export function EditFields({ task, errors, isHidden }: EditFieldsProps) {
  const { title, description, recurrence, reminders, priority, tags, listId } = task;
  const words = t.form;
  const shown = toPickedDue(task);
  const [picked, setPicked] = useState(shown);
  const [rrule, setRule] = useState<string | undefined>(recurrence?.rrule ?? "");
  const goesOn = recurrence !== null && recurrence.rrule === rrule;
  const due = fromPickedDue(picked, zoneOf(task));
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
      <Field name="description" id="edit-description" label={words.description} className="field wide" errors={errors}>
        {(control) => (
          <textarea {...control} name="description" rows={2} maxLength={10_000} defaultValue={description ?? ""} />
        )}
      </Field>
      <DueFields id="edit-due" shown={shown} errors={errors} onChange={setPicked} />
      {goesOn && movesDate && <ScopeChoice task={task} picked={picked} />}
      <RepeatFields task={task} picked={picked} errors={errors} onChange={setRule} />
      <Field id="edit-from" label={words.from} className="field repeat-choice" isHidden={rrule === ""} errors={errors}>
        {(control) => (
          <Choices {...control} name="from" choices={words.fromChoices} defaultValue={recurrence?.from ?? "schedule"} />
        )}
      </Field>
      <Field
        id="edit-catch-up"
        label={words.catchUp}
        className="field repeat-choice"
        isHidden={rrule === ""}
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
      <ReminderFields
        reminders={reminders}
        dueOn={"dueOn" in due ? due.dueOn : undefined}
        isHidden={picked.due === ""}
        errors={errors}
      />
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

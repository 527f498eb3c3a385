import { t } from "../messages/language";
import { dayLimits } from "./day-limits";
import { Field } from "./field";
import type { FormErrors } from "./form-errors";
import type { PickedDue } from "./task-fields";

interface DueFieldsProps {
  /** Of the field for the date. */
  id: string;
  /** Default: nothing. */
  shown?: PickedDue;
  errors: FormErrors;
  onChange?: (picked: PickedDue) => void;
}

/** When a task is due: a date, and a time that may be left out. */
export function DueFields({ id, shown, errors, onChange }: DueFieldsProps) {
  const changed = ({ currentTarget: { form } }: { currentTarget: HTMLInputElement }) => {
    const data = new FormData(form ?? undefined);
    onChange?.({ due: String(data.get("due")), dueTime: String(data.get("dueTime")) });
  };
  return (
    <>
      <Field name="dueAt" id={id} label={t.form.due} className="field due" errors={errors}>
        {(control) => (
          <input {...control} name="due" type="date" {...dayLimits} defaultValue={shown?.due} onChange={changed} />
        )}
      </Field>
      <Field name="dueTime" id={`${id}-time`} label={t.form.dueTime} className="field due" errors={errors}>
        {(control) => (
          <input {...control} name="dueTime" type="time" defaultValue={shown?.dueTime} onChange={changed} />
        )}
      </Field>
    </>
  );
}

import { t } from "../../messages/language";
import { ErrorWords } from "../../shared/error-words";
import type { FormErrors } from "../../shared/form-errors";
import { formatMinutesBefore } from "../../shared/format";
import type { DueDay, Task } from "../../shared/types";

interface ReminderFieldsProps {
  reminders: Task["reminders"];
  /** Of a whole day, as it is chosen now. */
  dueOn: DueDay | undefined;
  isHidden: boolean;
  errors: FormErrors;
}

/** When a task reminds: any of the usual times, and of those that it has. */
export function ReminderFields({ reminders, dueOn, isHidden, errors }: ReminderFieldsProps) {
  const chosen = new Set(reminders.map(({ minutesBefore }) => minutesBefore));
  const usual = Object.keys(t.form.reminders).filter((minutes) => minutes !== "");
  const offered = [...new Set([...usual.map(Number), ...chosen])].sort((one, other) => one - other);
  const error = errors.fields.reminders;
  return (
    <fieldset className="field wide reminders" data-field="reminders" hidden={isHidden}>
      <legend>{t.form.remind}</legend>
      {offered.map((minutes) => (
        <label key={minutes}>
          <input type="checkbox" name="reminder" value={minutes} defaultChecked={chosen.has(minutes)} />
          <span>{formatMinutesBefore(minutes, dueOn)}</span>
        </label>
      ))}
      <ErrorWords>{error}</ErrorWords>
    </fieldset>
  );
}

import { t } from "../messages/language";
import { currentPlace } from "../places/current-place";
import { ListChoice } from "../places/list-choice";
import { listIdOf } from "../places/place";
import { Choices } from "../shared/choices";
import { DueFields } from "../shared/due-fields";
import { Field } from "../shared/field";
import type { FormErrors } from "../shared/form-errors";
import { formatMinutesBefore } from "../shared/format";
import { ruleInWords } from "../shared/rule-words";
import { useStore } from "../shared/store";
import { reminderValue } from "./fill-in";
import type { DescribedTask } from "./use-preview";

/** Minutes before the due date. */
const reminders = ["", "0", "5", "15", "30", "60", "1440", "10080"];

interface NewTaskFieldsProps {
  errors: FormErrors;
  /** May repeat and remind in ways that are not among the choices. */
  described: DescribedTask | undefined;
}

/** The fields of a new task, its title apart. */
export function NewTaskFields({ errors, described }: NewTaskFieldsProps) {
  const words = t.form;
  const place = useStore(currentPlace);
  const rule = described?.recurrence?.rrule;
  const reminder = described ? reminderValue(described) : "";
  return (
    <div className="fields">
      <DueFields id="due" errors={errors} />
      <Field
        name="recurrence"
        id="repeat"
        label={words.repeat}
        className={rule === undefined || rule in words.repeats ? "field" : "field wide"}
        errors={errors}
      >
        {(control) => (
          <Choices
            {...control}
            name="repeat"
            choices={{ ...words.repeats, ...(rule && { [rule]: ruleInWords(rule) ?? rule }) }}
          />
        )}
      </Field>
      <Field id="repeat-from" label={words.from} className="field repeat-choice" errors={errors}>
        {(control) => <Choices {...control} name="from" choices={words.fromChoices} />}
      </Field>
      <Field id="catch-up" label={words.catchUp} className="field repeat-choice" errors={errors}>
        {(control) => <Choices {...control} name="catchUp" choices={words.catchUpChoices} />}
      </Field>
      <Field name="reminders" id="reminder" label={words.remind} errors={errors}>
        {(control) => (
          <Choices
            {...control}
            name="reminder"
            choices={{ ...remindersInWords(described), ...words.reminders }}
            order={[...new Set([...reminders, reminder])]}
          />
        )}
      </Field>
      <Field name="priority" id="priority" label={words.priority} errors={errors}>
        {(control) => <Choices {...control} name="priority" choices={words.priorities} defaultValue="medium" />}
      </Field>
      <ListChoice id="list" chosen={listIdOf(place) ?? ""} errors={errors} />
      <Field name="tags" id="tags" label={words.tags} errors={errors}>
        {(control) => (
          <input
            {...control}
            name="tags"
            type="text"
            autoComplete="off"
            placeholder={words.tagsPlaceholder}
            defaultValue={place.tag}
          />
        )}
      </Field>
    </div>
  );
}

const remindersInWords = (task: DescribedTask | undefined): Record<string, string> =>
  task
    ? {
        [reminderValue(task)]: task.reminders
          .map(({ minutesBefore }) => formatMinutesBefore(minutesBefore, task.dueOn))
          .join(", "),
      }
    : {};

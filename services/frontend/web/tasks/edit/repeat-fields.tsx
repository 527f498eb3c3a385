import { useEffect, useRef, useState } from "react";
import { t } from "../../messages/language";
import { Choices } from "../../shared/choices";
import { Field } from "../../shared/field";
import type { FormErrors } from "../../shared/form-errors";
import { formatDates, formatRecurrence } from "../../shared/format";
import { messageOf } from "../../shared/problem";
import type { PickedDue } from "../../shared/task-fields";
import type { Task } from "../../shared/types";
import { useDatesOfRule, useRuleInWords, zoneOf } from "./use-rule";

/** The choice of a rule in words. */
const inWords = "words";

interface RepeatFieldsProps {
  task: Task;
  picked: PickedDue;
  errors: FormErrors;
  /** @param rrule empty for never, undefined while words are no rule */
  onChange: (rrule: string | undefined) => void;
}

/** How a task repeats: by a usual rule, by the one that it has, or by one in words, with the next dates of another one. */
export function RepeatFields({ task, picked, errors, onChange }: RepeatFieldsProps) {
  const { recurrence } = task;
  const words = t.form;
  const own = recurrence
    ? { [recurrence.rrule]: formatRecurrence({ rrule: recurrence.rrule, timeZone: zoneOf(task) }) }
    : {};
  const choices = { ...words.repeats, ...own, [inWords]: words.repeatInWords };
  const [choice, setChoice] = useState(recurrence?.rrule ?? "");
  const [text, setText] = useState("");
  const read = useRuleInWords(choice === inWords ? text : "");
  const rrule = choice === inWords ? read : choice;
  const { data, error } = useDatesOfRule(task, picked, rrule);
  const isOther = rrule !== (recurrence?.rrule ?? "");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.setCustomValidity(rrule === undefined ? t.form.notARule : "");
    onChange(rrule);
  }, [rrule, onChange]);
  return (
    <>
      <input type="hidden" name="rrule" value={rrule ?? ""} />
      <Field name="recurrence" id="edit-repeat" label={words.repeat} className="field wide" errors={errors}>
        {(control) => (
          <Choices {...control} choices={choices} value={choice} onChange={({ target }) => setChoice(target.value)} />
        )}
      </Field>
      {choice === inWords && (
        <Field
          name="repeatWords"
          id="edit-repeat-words"
          label={words.repeatWords}
          className="field wide"
          errors={errors}
        >
          {(control) => (
            <input
              {...control}
              ref={field}
              type="text"
              maxLength={150}
              autoComplete="off"
              placeholder={words.repeatPlaceholder}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
      )}
      <div className="field wide" role="status" hidden={!isOther || rrule === ""}>
        {error && <p className="hint refused">{messageOf(error)}</p>}
        {data && !error && (
          <>
            <p className="hint" data-slot="dates">
              {t.quickAdd.due(
                formatDates(data.dates, picked.dueTime ? undefined : { date: picked.due, timeZone: zoneOf(task) }),
              )}
            </p>
            <ul className="hint" data-slot="notes">
              {data.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  );
}

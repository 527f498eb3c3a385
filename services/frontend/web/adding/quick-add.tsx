import { type FormEvent, useEffect, useRef, useState } from "react";
import { t } from "../messages/language";
import { nowOrLater } from "../offline/later";
import type { Wish } from "../offline/queued-act";
import { currentPlace } from "../places/current-place";
import { api } from "../shared/api";
import { Field, FormError } from "../shared/field";
import { useFormErrors } from "../shared/form-errors";
import { timeZone } from "../shared/format";
import { newKey } from "../shared/idempotency-key";
import { useStore } from "../shared/store";
import { useBusy } from "../shared/use-busy";
import { taskList } from "../tasks/task-list-state";
import { addedByUser } from "../tasks/undo";
import { languages } from "./languages";
import { Preview } from "./preview";
import { inWords } from "./refusal-words";
import { termsOf } from "./terms-of-place";
import { describedBy } from "./use-preview";

/** A task in words. What they mean is shown while the user types. */
export function QuickAdd({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  /** Of the last attempt, until the user types again: what the text means is not shown meanwhile. */
  const [outcome, setOutcome] = useState<{ added?: string }>();
  const { form, errors, clear, check, refuse } = useFormErrors();
  const [isBusy, run] = useBusy();
  const input = useRef<HTMLInputElement>(null);
  // The key stands for the text: sending the same again, after a failure, adds one task only.
  const key = useRef(newKey());
  const place = useStore(currentPlace);
  const terms = termsOf(place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is sent is another task in another place.
  useEffect(() => {
    key.current = newKey();
  }, [place]);
  const change = (changed: string) => {
    key.current = newKey();
    clear();
    setOutcome(undefined);
    onChange(changed);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || !check()) return;
    run(async () => {
      try {
        const body = { text, timeZone, languages, ...terms };
        const task = { ...describedBy(text), listId: terms.listId ?? null };
        const wish: Wish = { act: { kind: "quickAdd", body }, task, said: t.quickAdd.added(task.title) };
        const done = await nowOrLater({ ...wish, key: key.current }, (each) => api.quickAdd(body, each));
        if (done) {
          taskList.apply(done.answer);
          addedByUser(done.answer);
        }
        key.current = newKey();
        // What was typed meanwhile is the next task.
        if (input.current?.value !== text) return;
        onChange("");
        setOutcome({ added: (done?.answer ?? task).title });
        input.current.focus();
      } catch (error) {
        setOutcome({});
        refuse(inWords(error));
      }
    });
  };
  return (
    <>
      <form ref={form} id="quick-add" noValidate onSubmit={submit}>
        <Field
          name="title"
          id="quick-add-text"
          label={t.quickAdd.label}
          className="line field"
          hidesLabel
          hint={terms.listId ? "quick-add-hint quick-add-list" : "quick-add-hint"}
          errors={errors}
        >
          {(control) => (
            <>
              <input
                {...control}
                ref={input}
                name="text"
                className="large"
                type="text"
                maxLength={200}
                autoComplete="off"
                placeholder={t.quickAdd.placeholder}
                value={text}
                onChange={(event) => change(event.target.value)}
              />
              <button className="primary" type="submit" aria-busy={isBusy}>
                {t.quickAdd.submit}
              </button>
            </>
          )}
        </Field>
        <p id="quick-add-hint" className="hint">
          {t.quickAdd.hint}
        </p>
        <FormError errors={errors} />
      </form>
      <div id="quick-add-preview" role="status">
        {outcome?.added !== undefined && <p className="hint">{t.quickAdd.added(outcome.added)}</p>}
        {outcome === undefined && text.trim() !== "" && <Preview text={text} />}
      </div>
    </>
  );
}

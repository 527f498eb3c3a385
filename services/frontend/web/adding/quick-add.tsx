import { type FormEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { t } from "../messages/language";
import { currentPlace } from "../places/current-place";
import { announce } from "../shared/announcer";
import { Field, FormError } from "../shared/field";
import { useFormErrors } from "../shared/form-errors";
import { newKey } from "../shared/idempotency-key";
import { isStatus } from "../shared/problem";
import { useStore } from "../shared/store";
import { addInWords, keepForLater, toWish } from "./add-in-words";
import { Preview } from "./preview";
import { inWords } from "./refusal-words";
import { termsOf } from "./terms-of-place";
import { lacksSomething } from "./use-preview";

/**
 * A task in words. What they mean is shown while the user types. The field is free for the next at once; a text that is refused
 * comes back to it.
 */
export function QuickAdd({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  /** Of the last attempt, until the user types again: what the text means is not shown meanwhile. */
  const [outcome, setOutcome] = useState<{ added?: string }>();
  const { form, errors, clear, check, refuse } = useFormErrors();
  const input = useRef<HTMLInputElement>(null);
  const underWay = useRef(0);
  /** The text that was refused last. */
  const refused = useRef<string>(undefined);
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
  /** Empties the field for the next task. */
  const leave = () => {
    key.current = newKey();
    clear();
    onChange("");
    input.current?.focus();
  };
  const add = async () => {
    const wish = toWish(text, place, key.current);
    // A text that will be refused stays in the field.
    const stays = text === refused.current || lacksSomething(text);
    const left = stays ? text : "";
    setOutcome({});
    if (!stays) leave();
    try {
      const title = await addInWords(wish);
      if (!isFree(left)) return announce(t.quickAdd.added(title));
      if (stays) leave();
      setOutcome({ added: title });
    } catch (error) {
      // The session has ended: the page asks who its user is, and the text is still there then.
      const isFreeNow = isFree(left) || (isStatus(error, 401) && input.current?.value === "");
      // The user is putting it right.
      if (stays && !isFreeNow) return;
      if (!isFreeNow || currentPlace.get() !== place) return keepForLater(wish, error);
      key.current = wish.key;
      refused.current = text;
      setOutcome({});
      // Another text may be refused at the same moment.
      flushSync(() => onChange(text));
      refuse(inWords(error));
    }
  };
  /** Whether the user is still at the field, and has typed nothing into it meanwhile. */
  const isFree = (left: string) => {
    const { activeElement, body } = document;
    const isThere = activeElement === body || form.current?.contains(activeElement);
    return isThere && input.current?.checkVisibility() && [left, ""].includes(input.current.value);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The second Enter of two is no empty task.
    if ((text === "" && underWay.current > 0) || !check()) return;
    underWay.current += 1;
    try {
      await add();
    } finally {
      underWay.current -= 1;
    }
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
              <button className="primary" type="submit">
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

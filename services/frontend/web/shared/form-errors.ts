import { type RefObject, useEffect, useRef, useState } from "react";
import { t } from "../messages/language";
import { fieldSentence } from "./field-sentence";
import { messageOf, Problem } from "./problem";

/** What is wrong with a form: by field, and as a whole. */
export interface FormErrors {
  fields: Readonly<Record<string, string>>;
  form: string | undefined;
}

const none: FormErrors = { fields: {}, form: undefined };

interface FormErrorState {
  form: RefObject<HTMLFormElement | null>;
  errors: FormErrors;
  clear(): void;
  /** Looks at what was filled in before it is sent. Returns whether nothing is wrong. */
  check(): boolean;
  /** Shows a refusal at the fields that it names, and what names no field of the form below it. */
  refuse(error: unknown): void;
}

/**
 * Errors of a form whose fields are the elements with `data-field`.
 * @param takesFocus whether the first field that is wrong takes the focus; not where each change is sent at once
 */
export function useFormErrors(takesFocus = true): FormErrorState {
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState(none);
  useEffect(() => {
    if (takesFocus && errors !== none) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [errors, takesFocus]);
  const fieldsOf = () => [...(form.current?.querySelectorAll<HTMLElement>("[data-field]") ?? [])];
  return {
    form,
    errors,
    clear: () => setErrors(none),
    check: () => {
      const wrong = fieldsOf().flatMap((field) => {
        const words = wordsAt(field.querySelector<HTMLInputElement | HTMLSelectElement>("input, select"));
        return words ? [[field.dataset.field ?? "", words]] : [];
      });
      setErrors(wrong.length > 0 ? { fields: Object.fromEntries(wrong), form: undefined } : none);
      return wrong.length === 0;
    },
    refuse: (error) => setErrors(toErrors(error, new Set(fieldsOf().map(({ dataset }) => dataset.field)))),
  };
}

function toErrors(error: unknown, known: ReadonlySet<string | undefined>): FormErrors {
  const errors = error instanceof Problem ? error.errors : [];
  if (errors.length === 0) return { fields: {}, form: messageOf(error) };
  const fields: Record<string, string> = {};
  const left: string[] = [];
  for (const { field, message } of errors) {
    // "reminders.0.minutesBefore" is shown at "reminders", unless a field has the whole name.
    const name = known.has(field) ? field : (field.split(".")[0] ?? "");
    const earlier = fields[name];
    if (!known.has(name)) left.push(fieldSentence({ field, message }));
    // Several may be wrong at once, as two tags: each is said once.
    else if (!earlier?.includes(message)) fields[name] = earlier ? `${earlier}; ${message}` : message;
  }
  return { fields, form: left.length > 0 ? left.join(" ") : undefined };
}

/** What is wrong with a control that the user has filled in, as far as the browser can tell; undefined when nothing is. */
function wordsAt(control: HTMLInputElement | HTMLSelectElement | null): string | undefined {
  if (!control) return undefined;
  const { validity, name, value } = control;
  // Marks, joiners and spaces of every width show nothing.
  if (["title", "text"].includes(name) && !/[^\s\p{C}\p{M}\u115F\u1160\u3164\uFFA0\u2800]/u.test(value))
    return t.problem.noTitle;
  if (name === "name" && value.trim() === "") return t.problem.noName;
  if (validity.customError) return control.validationMessage;
  if (validity.badInput) return t.problem.halfADate;
  if (name === "dueTime" && value !== "" && !new FormData(control.form ?? undefined).get("due"))
    return t.problem.noDate;
  if (validity.rangeOverflow || validity.rangeUnderflow) return t.problem.yearOutOfRange;
  if (validity.tooLong) return t.problem.tooLong;
  return undefined;
}

import type { FormEvent, InputHTMLAttributes } from "react";
import { Field, FormError } from "../shared/field";
import { useFormErrors } from "../shared/form-errors";
import { useBusy } from "../shared/use-busy";

interface LineFormProps extends InputHTMLAttributes<HTMLInputElement> {
  /** The field of the API that a refusal names. */
  name: string;
  id: string;
  label: string;
  /** On the button. */
  submitLabel: string;
  /** Is given what was filled in; the field is emptied once that is done. */
  onGiven: (value: string) => Promise<void>;
}

/** Asks for one thing, in a line with its button. */
export function LineForm({ name, id, label, submitLabel, onGiven, ...input }: LineFormProps) {
  const { form, errors, clear, refuse } = useFormErrors();
  const [isBusy, run] = useBusy();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const shown = event.currentTarget;
    const value = String(new FormData(shown).get(name)).trim();
    run(async () => {
      try {
        await onGiven(value);
        shown.reset();
      } catch (error) {
        refuse(error);
      }
    });
  };
  return (
    <form ref={form} noValidate onSubmit={submit} onInput={clear}>
      <Field name={name} id={id} label={label} errors={errors}>
        {(control) => (
          <span className="line">
            <input type="text" autoComplete="off" {...input} {...control} name={name} />
            <button className="primary" type="submit" aria-busy={isBusy}>
              {submitLabel}
            </button>
          </span>
        )}
      </Field>
      <FormError errors={errors} />
    </form>
  );
}

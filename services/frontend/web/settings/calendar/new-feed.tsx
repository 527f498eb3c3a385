import type { FormEvent } from "react";
import { words } from "../../messages/settings/words";
import { Field, FormError } from "../../shared/field";
import { useFormErrors } from "../../shared/form-errors";
import { useBusy } from "../../shared/use-busy";

const said = words.calendar;

/** Asks for the name of a new feed. */
export function NewFeed({ onAdd }: { onAdd: (name: string) => Promise<void> }) {
  const { form, errors, clear, refuse } = useFormErrors();
  const [isBusy, run] = useBusy();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const shown = event.currentTarget;
    const name = String(new FormData(shown).get("name")).trim();
    run(async () => {
      try {
        await onAdd(name);
        shown.reset();
      } catch (error) {
        refuse(error);
      }
    });
  };
  return (
    <form ref={form} noValidate onSubmit={submit} onInput={clear}>
      <Field name="name" id="feed-name" label={said.name} errors={errors}>
        {(control) => (
          <span className="line">
            <input
              {...control}
              name="name"
              type="text"
              maxLength={100}
              autoComplete="off"
              placeholder={said.namePlaceholder}
            />
            <button className="primary" type="submit" aria-busy={isBusy}>
              {said.submit}
            </button>
          </span>
        )}
      </Field>
      <FormError errors={errors} />
    </form>
  );
}

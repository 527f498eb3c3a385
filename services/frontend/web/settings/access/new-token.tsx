import type { FormEvent } from "react";
import { words } from "../../messages/settings/words";
import { Choices } from "../../shared/choices";
import { Field, FormError } from "../../shared/field";
import { useFormErrors } from "../../shared/form-errors";
import { useBusy } from "../../shared/use-busy";
import type { NewPersonalToken } from "../types";

const said = words.access.tokens;

/** Days after which a token may end. */
const ends = [7, 30, 90, 365].map(String);
const endChoices = Object.fromEntries(ends.map((days) => [days, said.days(Number(days))]));
const dayMs = 86_400_000;

/** Asks for the name, the scope and the end of a new token. */
export function NewToken({ onAdd }: { onAdd: (token: NewPersonalToken) => Promise<void> }) {
  const { form, errors, clear, refuse } = useFormErrors();
  const [isBusy, run] = useBusy();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const shown = event.currentTarget;
    const given = new FormData(shown);
    run(async () => {
      try {
        await onAdd({
          name: String(given.get("name")).trim(),
          scope: given.get("scope") === "write" ? "write" : "read",
          expiresAt: new Date(Date.now() + Number(given.get("end")) * dayMs).toISOString(),
        });
        shown.reset();
      } catch (error) {
        refuse(error);
      }
    });
  };
  return (
    <form ref={form} noValidate onSubmit={submit} onInput={clear}>
      <Field name="name" id="token-name" label={said.name} errors={errors}>
        {(control) => (
          <input
            {...control}
            name="name"
            type="text"
            maxLength={100}
            autoComplete="off"
            placeholder={said.namePlaceholder}
          />
        )}
      </Field>
      <div className="line choices">
        <Field name="scope" id="token-scope" label={said.scope} errors={errors}>
          {(control) => <Choices {...control} name="scope" choices={said.scopes} defaultValue="read" />}
        </Field>
        <Field name="expiresAt" id="token-end" label={said.end} errors={errors}>
          {(control) => <Choices {...control} name="end" choices={endChoices} order={ends} defaultValue="90" />}
        </Field>
        <button className="primary" type="submit" aria-busy={isBusy}>
          {said.submit}
        </button>
      </div>
      <FormError errors={errors} />
    </form>
  );
}

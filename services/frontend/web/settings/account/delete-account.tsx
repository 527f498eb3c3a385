import { type FormEvent, useState } from "react";
import { words } from "../../messages/settings/words";
import { Field, FormError } from "../../shared/field";
import { useFormErrors } from "../../shared/form-errors";
import { person } from "../../shared/person";
import { useBusy } from "../../shared/use-busy";
import { settingsApi } from "../settings-api";
import type { AccountDeleted } from "../types";

const said = words.account;

/** Deletes the account, once its name is typed. */
export function DeleteAccount({ onDeleted }: { onDeleted: (answer: AccountDeleted) => void }) {
  const { form, errors, clear, refuse } = useFormErrors();
  const [isBusy, run] = useBusy();
  const [name] = useState(person);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("confirm"));
    run(async () => {
      try {
        onDeleted(await settingsApi.deleteAccount(typed));
      } catch (error) {
        refuse(error);
      }
    });
  };
  return (
    <form ref={form} noValidate onSubmit={submit} onInput={clear}>
      <Field name="confirm" id="confirm-account" label={said.confirm(name)} errors={errors}>
        {(control) => (
          <span className="line">
            <input {...control} name="confirm" type="text" maxLength={200} autoComplete="off" spellCheck={false} />
            <button className="danger" type="submit" aria-busy={isBusy}>
              {said.submit}
            </button>
          </span>
        )}
      </Field>
      <FormError errors={errors} />
    </form>
  );
}

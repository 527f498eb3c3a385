import { type FormEvent, useState } from "react";
import { words } from "../../messages/settings/words";
import { Field, FormError } from "../../shared/field";
import { useFormErrors } from "../../shared/form-errors";
import { formatInstant } from "../../shared/format";
import { useBusy } from "../../shared/use-busy";
import { RevocableItem } from "../revocable-item";
import { settingsApi } from "../settings-api";
import type { Passkey } from "../types";

const said = words.access.passkeys;

interface PasskeyItemProps {
  passkey: Passkey;
  onRenamed: (passkey: Passkey) => void;
  onRevoke: () => Promise<void>;
}

/** One passkey, with its name and its revocation. */
export function PasskeyItem({ passkey, onRenamed, onRevoke }: PasskeyItemProps) {
  const { id, name, createdAt, lastUsedAt } = passkey;
  const [isNaming, setNaming] = useState(false);
  const done = (renamed: Passkey | undefined) => {
    if (renamed) onRenamed(renamed);
    setNaming(false);
    setTimeout(() => document.getElementById(`rename-${id}`)?.focus(), 0);
  };
  if (isNaming) return <PasskeyName passkey={passkey} onDone={done} />;
  const hint = said.since(formatInstant(createdAt), lastUsedAt === null ? undefined : formatInstant(lastUsedAt));
  return (
    <RevocableItem item={passkey} hint={hint} said={{ ...said, keep: words.access.keep }} onRevoke={onRevoke}>
      <button
        id={`rename-${id}`}
        className="quiet"
        type="button"
        aria-label={said.renameNamed(name)}
        onClick={() => setNaming(true)}
      >
        {said.rename}
      </button>
    </RevocableItem>
  );
}

interface PasskeyNameProps {
  passkey: Passkey;
  /** Undefined: the name stays. */
  onDone: (renamed: Passkey | undefined) => void;
}

function PasskeyName({ passkey: { id, name }, onDone }: PasskeyNameProps) {
  const { form, errors, clear, refuse } = useFormErrors();
  const [isBusy, run] = useBusy();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get("name")).trim();
    if (given === name) return onDone(undefined);
    run(async () => {
      try {
        onDone(await settingsApi.renamePasskey(id, given));
      } catch (error) {
        refuse(error);
      }
    });
  };
  return (
    <li>
      <form ref={form} noValidate onSubmit={submit} onInput={clear}>
        <Field name="name" id={`name-${id}`} label={said.name} errors={errors}>
          {(control) => (
            <span className="line">
              <input
                {...control}
                name="name"
                type="text"
                maxLength={100}
                defaultValue={name}
                autoComplete="off"
                // biome-ignore lint/a11y/noAutofocus: the button that asked is gone, and the focus with it.
                autoFocus
              />
              <button className="primary" type="submit" aria-busy={isBusy}>
                {said.save}
              </button>
            </span>
          )}
        </Field>
        <FormError errors={errors} />
      </form>
    </li>
  );
}

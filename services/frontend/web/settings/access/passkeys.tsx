import { useState } from "react";
import { words } from "../../messages/settings/words";
import { canUsePasskeys } from "../../shared/can-use-passkeys";
import { ErrorWords } from "../../shared/error-words";
import { messageOf } from "../../shared/problem";
import { useBusy } from "../../shared/use-busy";
import { settingsApi } from "../settings-api";
import { AccessSection } from "./access-section";
import { PasskeyItem } from "./passkey-item";
import { useRevocable } from "./use-revocable";

const said = words.access.passkeys;

/** The passkeys of the user, who adds, names and revokes them. */
export function Passkeys() {
  const { items, failure, load, outcome, add, replace, revoke } = useRevocable(settingsApi.passkeys, "passkeys-title");
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, run] = useBusy();
  const submit = () =>
    run(async () => {
      setRefusal(undefined);
      try {
        const { addPasskey } = await import("../../shared/passkey-acts");
        const passkey = await addPasskey();
        add(passkey, said.made(passkey.name));
      } catch (error) {
        setRefusal(messageOf(error));
      }
    });
  const rows = items?.map((passkey) => (
    <PasskeyItem
      key={passkey.id}
      passkey={passkey}
      onRenamed={replace}
      onRevoke={() => revoke(passkey, settingsApi.revokePasskey, said.revoked(passkey.name))}
    />
  ));
  return (
    <AccessSection
      id="passkeys"
      title={said.title}
      hint={said.hint}
      outcome={outcome}
      rows={rows}
      failure={failure}
      onRetry={load}
    >
      {canUsePasskeys && (
        <button className="primary" type="button" aria-busy={isBusy} onClick={submit}>
          {said.add}
        </button>
      )}
      <ErrorWords>{refusal}</ErrorWords>
    </AccessSection>
  );
}

import { useState } from "react";
import { words } from "../../messages/settings/words";
import { formatInstant } from "../../shared/format";
import { RevocableItem } from "../revocable-item";
import { settingsApi } from "../settings-api";
import { ShownOnce } from "../shown-once";
import type { NewPersonalToken, PersonalToken } from "../types";
import { AccessSection } from "./access-section";
import { NewToken } from "./new-token";
import { useRevocable } from "./use-revocable";

const said = words.access.tokens;

/** The bearer tokens that the user has made for programs. */
export function PersonalTokens() {
  const { items, failure, load, outcome, add, revoke } = useRevocable(settingsApi.personalTokens, "tokens-title");
  const [made, setMade] = useState<PersonalToken & { token: string }>();
  const submit = async (body: NewPersonalToken) => {
    const token = await settingsApi.addPersonalToken(body);
    add(token, "");
    setMade(token);
  };
  const revokeOne = async (token: PersonalToken) => {
    await revoke(token, settingsApi.revokePersonalToken, said.revoked(token.name));
    if (made?.id === token.id) setMade(undefined);
  };
  const rows = items?.map((token) => (
    <RevocableItem
      key={token.id}
      item={token}
      hint={said.until(said.scopes[token.scope], formatInstant(token.expiresAt))}
      said={{ ...said, keep: words.access.keep }}
      onRevoke={() => revokeOne(token)}
    />
  ));
  return (
    <AccessSection
      id="tokens"
      title={said.title}
      hint={said.hint}
      outcome={outcome}
      rows={rows}
      failure={failure}
      onRetry={load}
    >
      <NewToken onAdd={submit} />
      {made && (
        <ShownOnce key={made.id} id="token-value" label={said.value(made.name)} value={made.token} hint={said.once} />
      )}
    </AccessSection>
  );
}

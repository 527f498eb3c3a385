import { useState } from "react";
import { words } from "../../messages/settings/words";
import type { AccountDeleted } from "../types";
import { AccountGone } from "./account-gone";
import { DeleteAccount } from "./delete-account";

const said = words.account;

interface AccountSettingsProps {
  onDeleted: () => void;
  onLeave: () => void;
}

/** The end of an account: what goes, what stays, and what became of it. */
export function AccountSettings({ onDeleted, onLeave }: AccountSettingsProps) {
  const [answer, setAnswer] = useState<AccountDeleted>();
  if (answer) return <AccountGone answer={answer} onLeave={onLeave} />;
  return (
    <section className="section" aria-labelledby="account-title">
      <h3 id="account-title">{said.title}</h3>
      <p className="hint">{said.hint}</p>
      <dl className="fate">
        <dt>{said.goes}</dt>
        <dd>{said.goesList}</dd>
        <dt>{said.staysTitle}</dt>
        {Object.values(said.stays).map(([what, why]) => (
          <dd key={what}>
            {what}: {why}.
          </dd>
        ))}
      </dl>
      <DeleteAccount
        onDeleted={(deleted) => {
          setAnswer(deleted);
          onDeleted();
        }}
      />
    </section>
  );
}

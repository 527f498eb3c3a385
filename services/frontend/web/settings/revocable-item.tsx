import { type ReactNode, useState } from "react";
import { ErrorWords } from "../shared/error-words";
import { messageOf } from "../shared/problem";
import { useBusy } from "../shared/use-busy";

/** What is said of a revocation. */
export interface RevocationWords {
  revoke: string;
  revokeNamed: (name: string) => string;
  confirm: (name: string) => string;
  keep: string;
}

interface RevocableItemProps {
  item: { id: string; name: string };
  hint: string;
  said: RevocationWords;
  onRevoke: () => Promise<void>;
  /** What else can be done with it. */
  children?: ReactNode;
}

/** One of several things that give access, and its revocation, which is asked about first. */
export function RevocableItem({ item: { id, name }, hint, said, onRevoke, children }: RevocableItemProps) {
  const [isAsked, setAsked] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, run] = useBusy();
  const focusRevoke = () => setTimeout(() => document.getElementById(`revoke-${id}`)?.focus(), 0);
  const keep = () => {
    setAsked(false);
    focusRevoke();
  };
  const revoke = () => run(() => onRevoke().catch((error: unknown) => setRefusal(messageOf(error))));
  return (
    <li>
      <div className="line">
        <div className="what">
          <p className="name">{name}</p>
          <p className="hint">{hint}</p>
        </div>
        {!isAsked && children}
        {!isAsked && (
          <button id={`revoke-${id}`} type="button" aria-label={said.revokeNamed(name)} onClick={() => setAsked(true)}>
            {said.revoke}
          </button>
        )}
      </div>
      {isAsked && (
        <fieldset className="confirm" aria-labelledby={`confirm-${id}`}>
          <p id={`confirm-${id}`}>{said.confirm(name)}</p>
          <div className="line end">
            {/* biome-ignore lint/a11y/noAutofocus: the button that asked is gone, and the focus with it. */}
            <button className="quiet" type="button" autoFocus onClick={keep}>
              {said.keep}
            </button>
            <button className="danger" type="button" aria-busy={isBusy} onClick={revoke}>
              {said.revoke}
            </button>
          </div>
        </fieldset>
      )}
      <ErrorWords>{refusal}</ErrorWords>
    </li>
  );
}

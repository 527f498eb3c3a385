import { useState } from "react";
import { words } from "../../messages/settings/words";
import { formatInstant } from "../../shared/format";
import { messageOf } from "../../shared/problem";
import { useBusy } from "../../shared/use-busy";
import type { Feed } from "../types";

const said = words.calendar;

/** One feed, and its revocation, which is asked about first. */
export function FeedItem({ feed: { id, name, createdAt }, onRevoke }: { feed: Feed; onRevoke: () => Promise<void> }) {
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
        <div>
          <p className="name">{name}</p>
          <p className="hint">{said.since(formatInstant(createdAt))}</p>
        </div>
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
      <p className="error" role="alert" hidden={refusal === undefined}>
        {refusal}
      </p>
    </li>
  );
}

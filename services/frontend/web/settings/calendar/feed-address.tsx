import { useEffect, useRef, useState } from "react";
import { words } from "../../messages/settings/words";

const said = words.calendar;

/** The address of a feed that was just made, to be copied. */
export function FeedAddress({ name, url }: { name: string; url: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState("");
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const copy = async () => {
    try {
      // Without TLS there is no clipboard.
      await navigator.clipboard.writeText(url);
      setOutcome(said.copied);
    } catch {
      input.current?.select();
      setOutcome(said.notCopied);
    }
  };
  return (
    <div className="address">
      <label htmlFor="feed-address">{said.address(name)}</label>
      <div className="line">
        <input ref={input} id="feed-address" type="text" readOnly value={url} aria-describedby="feed-address-hint" />
        <button type="button" onClick={copy}>
          {said.copy}
        </button>
      </div>
      <p className="hint" id="feed-address-hint">
        {said.once}
      </p>
      <p className="hint" role="status">
        {outcome}
      </p>
    </div>
  );
}

import { useEffect, useRef, useState } from "react";
import { words } from "../messages/settings/words";

const said = words.calendar;

interface ShownOnceProps {
  id: string;
  label: string;
  value: string;
  hint: string;
}

/** A secret that was just made, to be copied: it is not shown again. */
export function ShownOnce({ id, label, value, hint }: ShownOnceProps) {
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState("");
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const copy = async () => {
    try {
      // Without TLS there is no clipboard.
      await navigator.clipboard.writeText(value);
      setOutcome(said.copied);
    } catch {
      input.current?.select();
      setOutcome(said.notCopied);
    }
  };
  return (
    <div className="address">
      <label htmlFor={id}>{label}</label>
      <div className="line">
        <input ref={input} id={id} type="text" readOnly value={value} aria-describedby={`${id}-hint`} />
        <button type="button" onClick={copy}>
          {said.copy}
        </button>
      </div>
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <p className="hint" role="status">
        {outcome}
      </p>
    </div>
  );
}

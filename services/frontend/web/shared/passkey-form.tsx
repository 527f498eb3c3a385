import { useEffect, useRef, useState } from "react";
import { t } from "../messages/language";
import { ErrorWords } from "./error-words";
import { messageOf } from "./problem";
import { useBusy } from "./use-busy";

interface PasskeyFormProps {
  /** Whether it may take the focus. */
  isShown: boolean;
  label: string;
  onSubmit: () => Promise<void>;
}

/** A button that has the browser ask for a passkey, and why that has failed. */
export function PasskeyForm({ isShown, label, onSubmit }: PasskeyFormProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isBusy, run] = useBusy();
  const [refusal, setRefusal] = useState<string>();
  useEffect(() => {
    if (isShown) button.current?.focus();
  }, [isShown]);
  const submit = () =>
    run(async () => {
      setRefusal(undefined);
      await onSubmit().catch((error: unknown) => setRefusal(messageOf(error)));
    });
  return (
    <>
      <p className="hint">{t.signIn.passkeyHint}</p>
      <button ref={button} className="primary" type="button" aria-busy={isBusy} onClick={submit}>
        {label}
      </button>
      <ErrorWords>{refusal}</ErrorWords>
    </>
  );
}

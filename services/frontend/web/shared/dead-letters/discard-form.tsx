import type { FormEvent } from "react";
import { t } from "../../messages/language";

interface DiscardFormProps {
  title: string;
  /** What the reason answers. */
  question: string;
  isBusy: boolean;
  onDiscard: (reason: string) => void;
}

/** Asks for the reason for which dead letters are given up. */
export function DiscardForm({ title, question, isBusy, onDiscard }: DiscardFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onDiscard(String(new FormData(event.currentTarget).get("reason")));
  };
  return (
    <details>
      <summary>{title}</summary>
      <form className="line" onSubmit={submit}>
        <input
          name="reason"
          type="text"
          maxLength={500}
          required
          autoComplete="off"
          placeholder={question}
          aria-label={question}
        />
        <button className="danger" type="submit" disabled={isBusy}>
          {t.deadLetters.discard}
        </button>
      </form>
    </details>
  );
}

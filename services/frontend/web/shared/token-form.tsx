import { type FormEvent, useEffect, useRef } from "react";
import { t } from "../messages/language";
import { enter } from "./sign-in-state";

/** Asks for a bearer token. */
export function TokenForm({ isShown, onEnter }: { isShown: boolean; onEnter: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isShown) input.current?.focus();
  }, [isShown]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    enter(input.current?.value ?? "");
    event.currentTarget.reset();
    onEnter();
  };
  return (
    <>
      <p className="hint">{t.signIn.tokenHint}</p>
      <form className="line" onSubmit={submit}>
        <label className="visually-hidden" htmlFor="token">
          {t.signIn.token}
        </label>
        <input
          ref={input}
          id="token"
          name="token"
          type="password"
          autoComplete="off"
          spellCheck={false}
          required
          pattern="\s*([Bb]earer\s+)?[\w.\-]+\s*"
          title={t.signIn.tokenShape}
          placeholder={t.signIn.token}
        />
        <button className="primary" type="submit">
          {t.signIn.submit}
        </button>
      </form>
    </>
  );
}

import { type FormEvent, useEffect, useRef } from "react";
import { t } from "../messages/language";
import { enter, signIn } from "./sign-in-state";
import { useStore } from "./store";

/** Asks for a token, in place of the page. */
export function SignIn({ onEnter }: { onEnter: () => void }) {
  const { isAsked, refusal } = useStore(signIn);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isAsked) input.current?.focus();
  }, [isAsked]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    enter(input.current?.value ?? "");
    event.currentTarget.reset();
    onEnter();
  };
  return (
    <section id="sign-in" className="card" aria-labelledby="sign-in-title" hidden={!isAsked}>
      <h2 id="sign-in-title">{t.signIn.title}</h2>
      <p className="hint">{t.signIn.hint}</p>
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
      <p className="error" role="alert" hidden={refusal === undefined}>
        {refusal}
      </p>
    </section>
  );
}

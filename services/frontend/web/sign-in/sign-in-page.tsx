import { useEffect, useState } from "react";
import { t } from "../messages/language";
import { ErrorWords } from "../shared/error-words";
import { finishOidc } from "../shared/oidc-acts";
import { messageOf } from "../shared/problem";

/** What the provider added to the address. It is good once: neither a reload nor the history of the browser gets it. */
const answer = location.search;
history.replaceState(null, "", location.pathname);

/** Ends a sign-in at an OpenID provider, which sends the browser here. */
export function SignInPage() {
  const [refusal, setRefusal] = useState<string>();
  useEffect(() => {
    finishOidc(answer).then(
      () => location.replace("/"),
      (error: unknown) => setRefusal(messageOf(error)),
    );
  }, []);
  return (
    <main>
      <section id="sign-in" className="card" aria-labelledby="sign-in-title">
        <h1 id="sign-in-title">{t.signIn.title}</h1>
        <p role="status" hidden={refusal !== undefined}>
          {t.signIn.signingIn}
        </p>
        <ErrorWords>{refusal}</ErrorWords>
        {refusal !== undefined && <a href="/#sign-in">{t.signIn.again}</a>}
      </section>
    </main>
  );
}

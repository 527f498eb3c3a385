import { useState } from "react";
import { t } from "../messages/language";
import { canUsePasskeys } from "./can-use-passkeys";
import { ErrorWords } from "./error-words";
import { PasskeyForm } from "./passkey-form";
import { reloadForAnother, signIn } from "./sign-in-state";
import { useStore } from "./store";
import { TokenForm } from "./token-form";
import { usePart } from "./use-part";

const loadOidcButton = async () => (await import("./oidc-button")).OidcButton;

/** The other ways to sign in are there. */
const goOn = () => {};

/** Asks for a passkey, an OpenID provider or a token, in place of the page. */
export function SignIn({ onEnter }: { onEnter: () => void }) {
  const { isAsked, refusal } = useStore(signIn);
  const [byToken, setByToken] = useState(!canUsePasskeys);
  const OidcButton = usePart(isAsked, loadOidcButton, goOn);
  const submit = async () => {
    const { signInByPasskey } = await import("./passkey-acts");
    await signInByPasskey();
    reloadForAnother();
    onEnter();
  };
  return (
    <section id="sign-in" className="card" aria-labelledby="sign-in-title" hidden={!isAsked}>
      <h2 id="sign-in-title">{t.signIn.title}</h2>
      {byToken ? (
        <TokenForm isShown={isAsked} onEnter={onEnter} />
      ) : (
        <PasskeyForm isShown={isAsked} label={t.signIn.byPasskey} onSubmit={submit} />
      )}
      <ErrorWords>{refusal}</ErrorWords>
      {OidcButton && <OidcButton />}
      {canUsePasskeys && (
        <button className="quiet other-way" type="button" onClick={() => setByToken(!byToken)}>
          {byToken ? t.signIn.byPasskey : t.signIn.byToken}
        </button>
      )}
    </section>
  );
}

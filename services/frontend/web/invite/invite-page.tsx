import { t } from "../messages/language";
import { canUsePasskeys } from "../shared/can-use-passkeys";
import { acceptInvite } from "../shared/passkey-acts";
import { PasskeyForm } from "../shared/passkey-form";

/** Makes a passkey for who has a link from an operator. The page asks the API when its button is pressed. */
export function InvitePage() {
  const submit = async () => {
    // What follows # is sent to no server with the address.
    await acceptInvite(location.hash.slice(1));
    location.replace("/");
  };
  return (
    <main>
      <section id="sign-in" className="card" aria-labelledby="invite-title">
        <h1 id="invite-title">{t.signIn.inviteTitle}</h1>
        {canUsePasskeys ? (
          <>
            <p>{t.signIn.inviteHint}</p>
            <PasskeyForm isShown={true} label={t.signIn.makePasskey} onSubmit={submit} />
          </>
        ) : (
          <p className="error">{t.signIn.noPasskeys}</p>
        )}
      </section>
    </main>
  );
}

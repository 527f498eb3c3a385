import { useEffect, useState } from "react";
import { t } from "../messages/language";
import { ErrorWords } from "./error-words";
import { beginOidc, oidcName } from "./oidc-acts";
import { messageOf } from "./problem";
import { useBusy } from "./use-busy";

/** A button that sends the browser to the OpenID provider, where there is one, and why that has failed. */
export function OidcButton() {
  const [name, setName] = useState<string | null>(null);
  const [isBusy, run] = useBusy();
  const [refusal, setRefusal] = useState<string>();
  useEffect(() => {
    // Without an answer, the other ways to sign in are there.
    oidcName().then(setName, () => {});
  }, []);
  if (name === null) return null;
  const submit = () =>
    run(async () => {
      setRefusal(undefined);
      await beginOidc().catch((error: unknown) => setRefusal(messageOf(error)));
    });
  return (
    <>
      <button className="quiet other-way provider" type="button" aria-busy={isBusy} onClick={submit}>
        {t.signIn.byProvider(name)}
      </button>
      <ErrorWords>{refusal}</ErrorWords>
    </>
  );
}

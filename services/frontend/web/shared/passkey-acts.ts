import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { t } from "../messages/language";
import { browserName } from "./browser-name";
import { Problem } from "./problem";
import { request } from "./request";
import { forgetSignIn, setAccount } from "./session";

type Options = { optionsJSON: PublicKeyCredentialCreationOptionsJSON };

/** @throws {Problem} */
export async function signInByPasskey(): Promise<void> {
  const optionsJSON = await request<PublicKeyCredentialRequestOptionsJSON>("POST", "/api/sign-in/options");
  const response = await startAuthentication({ optionsJSON }).catch(explain);
  keep(await request("POST", "/api/sign-in", { body: { response } }));
}

/** @throws {Problem} */
export async function acceptInvite(token: string): Promise<void> {
  const optionsJSON = await request<Options["optionsJSON"]>("POST", "/api/invites/options", { body: { token } });
  const response = await startRegistration({ optionsJSON }).catch(explain);
  keep(await request("POST", "/api/invites/accept", { body: { token, name: ownName(), response } }));
}

/**
 * Makes another passkey for who is signed in.
 * @throws {Problem}
 */
export async function addPasskey<Passkey>(): Promise<Passkey> {
  const optionsJSON = await request<Options["optionsJSON"]>("POST", "/api/passkeys/options");
  const response = await startRegistration({ optionsJSON }).catch(explain);
  return request<Passkey>("POST", "/api/passkeys", { body: { name: ownName(), response } });
}

/** What a passkey is called until its person says otherwise. */
const ownName = () => browserName(navigator.userAgent);

function keep({ ownerId }: { ownerId: string }): void {
  // A token that was used before would go first.
  forgetSignIn();
  setAccount(ownerId);
}

/** What the browser has refused, or its user. */
function explain(error: unknown): never {
  const isKnown = error instanceof Error && error.name === "InvalidStateError";
  throw new Problem(0, isKnown ? t.signIn.hasPasskey : t.signIn.cancelled);
}

import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { t } from "../messages/language";
import { browserName } from "./browser-name";
import { isStatus, Problem } from "./problem";
import { request } from "./request";
import { enterAccount } from "./session";

type CreationOptions = PublicKeyCredentialCreationOptionsJSON;

interface SignedIn {
  ownerId: string;
}

/** @throws {Problem} */
export async function signInByPasskey(): Promise<void> {
  const optionsJSON = await request<PublicKeyCredentialRequestOptionsJSON>("POST", "/api/sign-in/options");
  const response = await startAuthentication({ optionsJSON }).catch(explain);
  keep(await request<SignedIn>("POST", "/api/sign-in", { body: { response } }).catch(refuse));
}

/** @throws {Problem} */
export async function acceptInvite(token: string): Promise<void> {
  const asked = request<CreationOptions>("POST", "/api/invites/options", { body: { token } });
  const optionsJSON = await asked.catch(refuse);
  const response = await startRegistration({ optionsJSON }).catch(explain);
  const body = { token, name: ownName(), response };
  keep(await request<SignedIn>("POST", "/api/invites/accept", { body }).catch(refuse));
}

/**
 * Makes another passkey for who is signed in.
 * @throws {Problem}
 */
export async function addPasskey<Passkey>(): Promise<Passkey> {
  const optionsJSON = await request<CreationOptions>("POST", "/api/passkeys/options");
  const response = await startRegistration({ optionsJSON }).catch(explain);
  return request<Passkey>("POST", "/api/passkeys", { body: { name: ownName(), response } }).catch(refuse);
}

/** What a passkey is called until its person says otherwise. */
const ownName = () => browserName(navigator.userAgent);

const keep = ({ ownerId }: SignedIn): void => enterAccount(ownerId);

/** What the browser has refused, or its user. */
function explain(error: unknown): never {
  const isKnown = error instanceof Error && error.name === "InvalidStateError";
  throw new Problem(0, isKnown ? t.signIn.hasPasskey : t.signIn.cancelled);
}

/** What the platform has refused: a link that is none (any more), one that is not whole, or a passkey. */
function refuse(error: unknown): never {
  if (isStatus(error, 404) || isStatus(error, 400)) throw new Problem(404, t.signIn.linkGone);
  if (isStatus(error, 403)) throw new Problem(403, t.signIn.refused);
  throw error;
}

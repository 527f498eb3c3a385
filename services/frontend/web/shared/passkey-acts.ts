import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import type { Answer } from "../../../../packages/client/routes";
import { t } from "../messages/language";
import { browserName } from "./browser-name";
import { isStatus, Problem } from "./problem";
import { request } from "./request";
import { enterAccount } from "./session";

/** Options as the platform passes them on; its contract leaves them to WebAuthn. */
type CreationOptions = PublicKeyCredentialCreationOptionsJSON;
type RequestOptions = PublicKeyCredentialRequestOptionsJSON;

/** @throws {Problem} */
export async function signInByPasskey(): Promise<void> {
  const optionsJSON = (await request("POST", "/api/sign-in/options")) as unknown as RequestOptions;
  const response = withoutExtensions(await startAuthentication({ optionsJSON }).catch(explain));
  keep(await request("POST", "/api/sign-in", { body: { response } }).catch(refuse));
}

/** @throws {Problem} */
export async function acceptInvite(token: string): Promise<void> {
  const asked = request("POST", "/api/invites/options", { body: { token } });
  const optionsJSON = (await asked.catch(refuse)) as unknown as CreationOptions;
  const response = withoutExtensions(await startRegistration({ optionsJSON }).catch(explain));
  const body = { token, name: ownName(), response };
  keep(await request("POST", "/api/invites/accept", { body }).catch(refuse));
}

/**
 * Makes another passkey for who is signed in.
 * @throws {Problem}
 */
export async function addPasskey(): Promise<Answer<"post", "/api/passkeys">> {
  const optionsJSON = (await request("POST", "/api/passkeys/options")) as unknown as CreationOptions;
  const response = withoutExtensions(await startRegistration({ optionsJSON }).catch(explain));
  return request("POST", "/api/passkeys", { body: { name: ownName(), response } }).catch(refuse);
}

/** The platform asks for no extensions, and takes no answers of them. */
const withoutExtensions = <Response extends { clientExtensionResults: object }>({
  clientExtensionResults: _,
  ...response
}: Response) => response;

/** What a passkey is called until its person says otherwise. */
const ownName = () => browserName(navigator.userAgent);

const keep = ({ ownerId }: Answer<"post", "/api/sign-in">): void => enterAccount(ownerId);

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

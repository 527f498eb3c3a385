import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
  WebAuthnCredential,
} from "@simplewebauthn/server";
import type { FastifyBaseLogger } from "fastify";
import { signInTimes } from "../../contracts/sign-in";
import { forbidden, type HttpProblem } from "../../runtime/http/problem";
import type { RelyingParty } from "../../runtime/http/relying-party";

/** Loaded when somebody signs in: no other process, and no start, pays for it. */
const library = () => require("@simplewebauthn/server") as typeof import("@simplewebauthn/server");

const timeout = signInTimes.challengeMinutes * 60_000;

/** A passkey is all that signs in: the authenticator must know who uses it, by a finger, a face or a PIN. */
const requireUserVerification = true;

interface NewPasskey {
  ownerId: string;
  userHandle: Buffer;
  /** Passkeys of the person, which the authenticator must not replace. */
  known: { id: string; transports: string[] }[];
}

/** What an authenticator makes a passkey by. It is asked for no attestation, which would tell its model. */
export const registrationOptions = (
  { id }: RelyingParty,
  { ownerId, userHandle, known }: NewPasskey,
): Promise<PublicKeyCredentialCreationOptionsJSON> =>
  library().generateRegistrationOptions({
    ...{ rpName: "Freehold", rpID: id, timeout, attestationType: "none", excludeCredentials: known },
    ...{ userName: ownerId, userDisplayName: ownerId, userID: new Uint8Array(userHandle) },
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });

/** What an authenticator signs by. It names no passkey, so that it does not tell strangers who is known here. */
export const signInOptions = ({ id }: RelyingParty): Promise<PublicKeyCredentialRequestOptionsJSON> =>
  library().generateAuthenticationOptions({ rpID: id, timeout, userVerification: "required" });

type Log = Pick<FastifyBaseLogger, "info">;

/** What has been checked but for the challenge, which has to be one that was asked and not answered yet. */
interface Checked<Result> {
  challenge: string;
  result: Result;
}

/** @throws HttpProblem 403 */
export const checkRegistration = (
  { id, origin }: RelyingParty,
  response: RegistrationResponseJSON,
  log: Log,
): Promise<Checked<WebAuthnCredential>> =>
  checked(log, async (expectedChallenge) => {
    const { registrationInfo } = await library().verifyRegistrationResponse({
      ...{ response, expectedChallenge, expectedOrigin: origin, expectedRPID: id, requireUserVerification },
    });
    return registrationInfo?.credential;
  });

/**
 * @returns the new count of the authenticator's signatures
 * @throws HttpProblem 403
 */
export const checkSignIn = (
  { id, origin }: RelyingParty,
  response: AuthenticationResponseJSON,
  credential: WebAuthnCredential,
  log: Log,
): Promise<Checked<number>> =>
  checked(log, async (expectedChallenge) => {
    const { verified, authenticationInfo } = await library().verifyAuthenticationResponse({
      ...{ response, credential, expectedChallenge, expectedOrigin: origin, expectedRPID: id, requireUserVerification },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  });

async function checked<Result>(
  log: Log,
  check: (expectedChallenge: (challenge: string) => boolean) => Promise<Result | undefined>,
): Promise<Checked<Result>> {
  let challenge = "";
  const take = (given: string) => {
    challenge = given;
    return true;
  };
  try {
    const result = await check(take);
    if (result !== undefined) return { challenge, result };
  } catch (error) {
    log.info({ err: error }, "A passkey was refused");
  }
  throw refused();
}

/** One answer to everything that is wrong with a passkey: it tells a stranger nothing. */
export const refused = (): HttpProblem =>
  forbidden("PASSKEY_REFUSED", "This passkey is not known here, or it took too long: try again.");

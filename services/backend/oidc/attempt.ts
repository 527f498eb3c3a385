import { createHmac } from "node:crypto";
import { parseCookie, stringifySetCookie } from "cookie";
import type { FastifyRequest } from "fastify";
import { signInTimes } from "../../contracts/sign-in";
import { isSecretToken } from "../../runtime/core/secret-token";

/** What ties the steps of one sign-in together, so that it is of no use in another browser or a second time. */
export interface AttemptSecrets {
  /** Comes back from the provider in the address. */
  state: string;
  /** Comes back in the ID token. */
  nonce: string;
  /** Shown to the provider with the code: who has the code alone can't use it (RFC 7636). */
  verifier: string;
}

/** All follow from the token of the attempt, which this browser alone has: no table holds any of them. */
export function secretsOf(token: string): AttemptSecrets {
  const derive = (what: string) => createHmac("sha256", token).update(what).digest("base64url");
  return { state: derive("state"), nonce: derive("nonce"), verifier: derive("verifier") };
}

/** What the table of challenges knows an attempt by: no challenge of a passkey is like it. */
export const challengeOf = (token: string): string => `oidc ${token}`;

const cookieName = "__Host-freehold-oidc";
const attributes = { name: cookieName, path: "/", httpOnly: true, secure: true, sameSite: "strict" } as const;

/** The token of the attempt that a browser has begun. */
export function attemptOf({ headers }: FastifyRequest): string | undefined {
  const token = headers.cookie === undefined ? undefined : parseCookie(headers.cookie)[cookieName];
  return token !== undefined && isSecretToken(token) ? token : undefined;
}

/** The header Set-Cookie by which a browser keeps an attempt. */
export const attemptCookie = (token: string): string =>
  stringifySetCookie({ ...attributes, value: token, maxAge: signInTimes.oidcMinutes * 60 });

/** The header Set-Cookie by which a browser forgets it. */
export const endedAttemptCookie = stringifySetCookie({ ...attributes, value: "", maxAge: 0 });

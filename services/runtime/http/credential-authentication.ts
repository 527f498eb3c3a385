import type { FastifyRequest } from "fastify";
import { isSecretToken } from "../core/secret-token";
import { type Authenticate, bearerToken, type Identity, unauthorized } from "./auth";
import { clientAddress } from "./client-address";
import type { Credentials } from "./credentials";
import { forbidden, HttpProblem } from "./problem";
import { refuseForeignPage } from "./relying-party";
import { RequestGate } from "./request-gate";
import { sessionTokenOf } from "./session-cookie";

/** Unknown tokens within a minute. Each is a statement that may wake the database. */
const mostUnknown = { perAddress: 20, together: 600 };

/**
 * Takes sessions, by their cookie, and personal tokens, as bearer tokens. Every other request is `withSignedToken`'s. A session
 * acts for our own page alone, and a personal token within its scope.
 * @param publicUrl of the settings
 */
export function credentialAuthentication(
  withSignedToken: Authenticate,
  credentials: Credentials,
  publicUrl: string | undefined,
): Authenticate {
  const gate = new RequestGate(mostUnknown);
  const find = async (
    by: "session" | "personal-token",
    token: string,
    request: FastifyRequest,
    trustSeconds?: number,
  ): Promise<Identity | undefined> => {
    const address = clientAddress(request);
    const wait = credentials.asks(by, token, trustSeconds) ? gate.waitFor(address) : undefined;
    if (wait !== undefined) throw tooManyUnknown(wait);
    const identity = await credentials.find(by, token, trustSeconds);
    if (!identity) gate.count(address);
    return identity;
  };
  return async (request, trustSeconds) => {
    const bearer = bearerToken(request);
    if (bearer !== undefined && isSecretToken(bearer)) {
      const identity = await find("personal-token", bearer, request, trustSeconds);
      if (!identity) throw unauthorized("TOKEN_INVALID", "The token is not valid here.");
      if (identity.isReadOnly) refuseWrites(request);
      return identity;
    }
    const session = bearer === undefined ? sessionTokenOf(request) : undefined;
    if (session === undefined) return withSignedToken(request, trustSeconds);
    refuseForeignPage(request, publicUrl);
    const identity = await find("session", session, request, trustSeconds);
    if (!identity) throw unauthorized("SESSION_ENDED", "Your session has ended: sign in again.");
    return identity;
  };
}

function refuseWrites({ method }: FastifyRequest): void {
  if (method === "GET" || method === "HEAD") return;
  throw forbidden("READ_ONLY_TOKEN", `This token may only read: ${method} needs one with the scope "write".`);
}

const tooManyUnknown = (retryAfterSeconds: number) =>
  new HttpProblem({
    status: 429,
    code: "TOO_MANY_UNKNOWN_TOKENS",
    title: "Too many requests",
    detail: "Too many unknown tokens came from your address.",
    retryAfterSeconds,
  });

import type { FastifyBaseLogger } from "fastify";
import { conflict, forbidden, HttpProblem } from "../../runtime/http/problem";

/** One answer to everything that is wrong with an attempt: it tells a stranger nothing. */
export const attemptRefused = (): HttpProblem =>
  conflict("SIGN_IN_OVER", "This sign-in was used, took too long, or began in another browser: try again.");

/** The operator has let neither the address of this person enter nor its domain, or the provider has not verified it. */
export const notAdmitted = (): HttpProblem =>
  forbidden(
    "NOT_ADMITTED",
    "The provider names no verified e-mail address of yours that may enter here: ask who runs this platform.",
  );

/** Codes of openid-client for what the browser brought back: an answer to another attempt, or one that was changed. */
const attemptCodes = [
  "OAUTH_INVALID_RESPONSE",
  "OAUTH_AUTHORIZATION_RESPONSE_ERROR",
  "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
  "OAUTH_JWT_TIMESTAMP_CHECK_FAILED",
];

/** The answer to a request that failed at the provider. What is not the browser's doing is logged. */
export function oidcProblem(error: unknown, log: Pick<FastifyBaseLogger, "info" | "error">): HttpProblem {
  const { code, error: said } = error as { code?: unknown; error?: unknown };
  if (attemptCodes.includes(String(code)) || said === "invalid_grant") {
    log.info({ err: error }, "A sign-in by the OpenID provider was refused");
    return attemptRefused();
  }
  log.error({ err: error }, "The OpenID provider does not answer as it should: see OIDC_ISSUER and the client there");
  return new HttpProblem({
    status: 503,
    code: "PROVIDER_UNAVAILABLE",
    title: "Unavailable",
    detail: "The provider does not sign in right now.",
  });
}

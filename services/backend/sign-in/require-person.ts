import type { Identity } from "../../runtime/http/auth";
import { forbidden } from "../../runtime/http/problem";

/**
 * A personal token sees and changes tasks. What signs a person in is not its business: it could outlive its own end by it.
 * @throws HttpProblem 403
 */
export function refusePersonalToken({ by }: Identity): void {
  if (by === "personal-token") throw forbidden("SIGN_IN_NEEDED", "A personal token can't do this: sign in.");
}

/**
 * New passkeys and tokens need a session. A signed token has an end that its issuer means, and they would go on after it.
 * @throws HttpProblem 403
 */
export function requirePerson({ by }: Identity): void {
  if (by !== "session" && by !== "local") throw forbidden("SIGN_IN_NEEDED", "Only who signed in can do this.");
}

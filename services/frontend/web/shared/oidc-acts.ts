import { t } from "../messages/language";
import { isStatus, Problem } from "./problem";
import { request } from "./request";
import { enterAccount } from "./session";

/** Milliseconds that signing in may take: the platform asks the provider several times, and its own database may sleep. */
const finishTimeoutMs = 30_000;

/** The name of the OpenID provider that signs in; null: there is none. */
export const oidcName = async (): Promise<string | null> =>
  (await request<{ name: string | null }>("GET", "/api/sign-in/oidc")).name;

/**
 * Sends the browser to the provider.
 * @throws {Problem}
 */
export async function beginOidc(): Promise<void> {
  const { url } = await request<{ url: string }>("POST", "/api/sign-in/oidc").catch(explain);
  location.assign(url);
}

/**
 * Signs in with what the provider has sent the browser back with.
 * @param query what it added to the address
 * @throws {Problem}
 */
export async function finishOidc(query: string): Promise<void> {
  if (new URLSearchParams(query).has("error")) throw new Problem(0, t.signIn.providerRefused);
  const finished = request<{ ownerId: string }>("POST", "/api/sign-in/oidc/finish", {
    ...{ body: { query }, timeoutMs: finishTimeoutMs },
  });
  enterAccount((await finished.catch(explain)).ownerId);
}

/** What the platform has refused. */
function explain(error: unknown): never {
  if (isStatus(error, 403)) throw new Problem(403, t.signIn.notAdmitted);
  if (isStatus(error, 503)) throw new Problem(503, t.signIn.providerDown);
  if (isStatus(error, 409) || isStatus(error, 400)) throw new Problem(409, t.signIn.attemptOver);
  throw error;
}

import { t } from "../messages/language";
import { Problem } from "./problem";
import { request } from "./request";
import { enterAccount } from "./session";

/** Milliseconds that signing in may take: the platform asks the provider several times, and its own database may sleep. */
const finishTimeoutMs = 30_000;

/** The name of the OpenID provider that signs in; null: there is none. */
export const oidcName = async (): Promise<string | null> => (await request("GET", "/api/sign-in/oidc")).name;

/**
 * Sends the browser to the provider.
 * @throws {Problem}
 */
export async function beginOidc(): Promise<void> {
  const { url } = await request("POST", "/api/sign-in/oidc");
  location.assign(url);
}

/**
 * Signs in with what the provider has sent the browser back with.
 * @param query what it added to the address
 * @throws {Problem}
 */
export async function finishOidc(query: string): Promise<void> {
  if (new URLSearchParams(query).has("error")) throw new Problem(0, t.signIn.providerRefused);
  const path = "/api/sign-in/oidc/finish";
  const { ownerId } = await request("POST", path, { body: { query }, timeoutMs: finishTimeoutMs });
  enterAccount(ownerId);
}

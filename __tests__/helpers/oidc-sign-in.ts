import { z } from "zod";
import { browserClient } from "./browser-client";
import { signInAtProvider } from "./oidc-provider";

/** Begins to sign in, in a browser of its own. */
export async function begun(url: () => string) {
  const browser = browserClient(url);
  const answer = await browser.call("POST", "/api/sign-in/oidc");
  return { ...browser, answer, address: () => z.object({ url: z.string() }).parse(answer.body).url };
}

/**
 * Signs in by the OpenID provider.
 * @param login what is typed into its form
 * @param change what an attacker does to the address that leads to the provider
 */
export async function signedInByOidc(url: () => string, login: string, change: (address: URL) => void = () => {}) {
  const browser = await begun(url);
  const address = new URL(browser.address());
  change(address);
  const { search: query } = await signInAtProvider(address.href, login);
  const finish = () => browser.call("POST", "/api/sign-in/oidc/finish", { query });
  return { ...browser, query, answer: await finish(), finish };
}

/** The account that an answer signs in to. */
export const ownerIn = (body: unknown) => z.object({ ownerId: z.string() }).parse(body).ownerId;

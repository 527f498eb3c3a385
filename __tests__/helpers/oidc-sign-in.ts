import { z } from "zod";
import type { Answer } from "./backend";
import { browserClient } from "./browser-client";
import { signInAtProvider } from "./oidc-provider";
import { until } from "./until";

/** Begins to sign in, in a browser of its own. */
export async function begun(url: () => string) {
  const browser = browserClient(url);
  const answer = await browser.call("POST", "/api/sign-in/oidc");
  return { ...browser, answer, address: () => z.object({ url: z.string() }).parse(answer.body).url };
}

/** The platform waits some seconds for the provider, and then says so: on a busy machine that may be too short. */
const isLate = ({ status }: Answer): boolean => status === 503;

/**
 * Signs in by the OpenID provider.
 * @param login what is typed into its form
 * @param change what an attacker does to the address that leads to the provider
 */
export const signedInByOidc = (url: () => string, login: string, change: (address: URL) => void = () => {}) =>
  until("the provider answers in time", async () => {
    const browser = await begun(url);
    if (isLate(browser.answer)) return undefined;
    const attempt = await goOn(browser, login, change);
    return isLate(attempt.answer) ? undefined : attempt;
  });

async function goOn(browser: Awaited<ReturnType<typeof begun>>, login: string, change: (address: URL) => void) {
  const address = new URL(browser.address());
  change(address);
  const { search: query } = await signInAtProvider(address.href, login);
  const finish = () => browser.call("POST", "/api/sign-in/oidc/finish", { query });
  return { ...browser, query, answer: await finish(), finish };
}

/** The account that an answer signs in to. */
export const ownerIn = (body: unknown) => z.object({ ownerId: z.string() }).parse(body).ownerId;

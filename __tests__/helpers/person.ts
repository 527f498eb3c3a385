import { z } from "zod";
import { addInvite, type NewInvite } from "../../services/backend/sign-in/invites";
import type { Database } from "../../services/runtime/database/database";
import { createPasskey } from "./authenticator";
import { browserClient } from "./browser-client";

const creationSchema = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string() }),
  user: z.object({ id: z.string(), name: z.string() }),
  excludeCredentials: z.array(z.object({ id: z.string() })),
});
const requestSchema = z.object({
  challenge: z.string(),
  rpId: z.string(),
  allowCredentials: z.array(z.unknown()).optional(),
});

export const creationOptions = (body: unknown) => {
  const { challenge, rp, user, excludeCredentials } = creationSchema.parse(body);
  return { challenge, rpId: rp.id, user, known: excludeCredentials.map(({ id }) => id) };
};
export const requestOptions = (body: unknown) => requestSchema.parse(body);

/** Invites somebody, and opens the link in a browser of their own, which makes a passkey. */
export async function invited(database: Database, url: () => string, invite: Partial<NewInvite> & { ownerId: string }) {
  const { token } = await addInvite(database, { operator: false, days: 1, ...invite });
  const browser = browserClient(url);
  const asked = creationOptions((await browser.call("POST", "/api/invites/options", { token })).body);
  const passkey = createPasskey(asked.user.id);
  const response = passkey.register({ ...asked, origin: browser.pageUrl() });
  const body = { token, name: "Laptop", response };
  const accepted = await browser.call("POST", "/api/invites/accept", body);
  return { ...browser, accepted, body, passkey, token };
}

/** Signs in by a passkey, in another browser. */
export async function signedIn(passkey: ReturnType<typeof createPasskey>, url: () => string) {
  const browser = browserClient(url);
  const asked = requestOptions((await browser.call("POST", "/api/sign-in/options")).body);
  const body = { response: passkey.signIn({ ...asked, origin: browser.pageUrl() }) };
  return { ...browser, body, answer: await browser.call("POST", "/api/sign-in", body) };
}

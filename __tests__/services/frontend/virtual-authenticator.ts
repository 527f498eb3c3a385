import type { Page } from "playwright-core";

const options = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

/** Gives a page an authenticator whose user always agrees. Returns what takes it away again, as if the device was elsewhere. */
export async function addAuthenticator(page: Page): Promise<() => Promise<unknown>> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options });
  return () => session.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
}

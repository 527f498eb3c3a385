import type { BrowserContextOptions, Page } from "playwright-core";
import { addInvite } from "../../../services/backend/sign-in/invites";
import { describeReal } from "../../helpers/real";
import { overflow, violations } from "./axe";
import { isLive, openFields } from "./browser";
import { usePageWithTokens } from "./use-page";
import { addAuthenticator } from "./virtual-authenticator";

const looks: [string, BrowserContextOptions][] = [
  ["light", { colorScheme: "light" }],
  [
    "dark, on a small phone, in German",
    { colorScheme: "dark", locale: "de-DE", viewport: { width: 320, height: 640 } },
  ],
  ["in forced colours", { forcedColors: "active" }],
];

describeReal("signing in with a passkey", ["chromium"], ({ chromium }) => {
  const platform = usePageWithTokens(chromium);
  /** Browsers make passkeys for a name alone. */
  const origin = () => platform.url.replace("127.0.0.1", "localhost");
  const linkFor = async (ownerId: string) => {
    const { token } = await addInvite(platform.db.database, { ownerId, operator: false, days: 1 });
    return `${origin()}/invite#${token}`;
  };
  /** Opens an invite in a browser with an authenticator of its own. */
  const accept = async (ownerId: string, options: BrowserContextOptions = {}) => {
    let takeAway: () => Promise<unknown> = async () => {};
    const page = await platform.browser.open(await linkFor(ownerId), options, async (opening) => {
      takeAway = await addAuthenticator(opening);
    });
    await page.locator("#sign-in button.primary").click();
    await isLive(page);
    return { page, takeAway };
  };
  const openAccess = async (page: Page) => {
    await page.locator("#open-settings").click();
    await page.getByRole("tab").nth(3).click();
    await page.locator("#tokens-title").waitFor();
  };
  const close = async (page: Page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };
  const signIn = async (page: Page) => {
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await isLive(page);
  };
  const item = (page: Page, list: string, name: string) =>
    page.locator(`#${list} > li`).filter({ hasText: name, has: page.locator("button") });
  const revoke = async (page: Page, list: string, name: string) => {
    const row = item(page, list, name);
    await row.getByRole("button").last().click();
    await row.locator("button.danger").click();
    await row.waitFor({ state: "detached" });
  };

  test("from an invite to a second passkey, a token and the end of a session", async () => {
    const link = await linkFor("ann");
    let takeAway: () => Promise<unknown> = async () => {};
    const page = await platform.browser.open(link, {}, async (opening) => {
      takeAway = await addAuthenticator(opening);
    });
    await page.getByRole("button", { name: "Make a passkey" }).click();
    await isLive(page);
    expect(new URL(page.url()).pathname).toBe("/");
    await openFields(page);
    await page.getByLabel("Title").fill("Ann's own");
    await page.getByRole("button", { name: "Add task" }).click();
    await page.locator("#tasks").getByText("Ann's own").waitFor();
    // No script can read what signs in.
    expect(await page.evaluate("document.cookie")).toBe("");

    const again = await platform.browser.open(link, {}, addAuthenticator);
    await again.getByRole("button", { name: "Make a passkey" }).click();
    await again.getByRole("alert").filter({ hasText: "ask for a new one" }).waitFor();

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in with a passkey" }).waitFor();
    expect(await page.locator("#tasks > li").count()).toBe(0);
    expect(await page.evaluate("localStorage.getItem('freehold.account')")).toBeNull();
    await signIn(page);
    await page.locator("#tasks").getByText("Ann's own").waitFor();

    // On the same device there is one already; another one makes its own.
    await openAccess(page);
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("alert").filter({ hasText: "has a passkey for you already" }).waitFor();
    await takeAway();
    await addAuthenticator(page);
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.locator("#passkeys > li").nth(1).waitFor();
    const newest = page.locator("#passkeys > li").first();
    await newest.getByRole("button", { name: "Rename" }).click();
    await page.locator("#passkeys input").fill("Phone");
    await page.keyboard.press("Enter");
    await item(page, "passkeys", "Phone").waitFor();
    await revoke(page, "passkeys", "Chrome, Linux");
    expect(await page.locator("#passkeys > li").count()).toBe(1);

    await page.locator("#token-name").fill("Script");
    await page.getByLabel("It may").selectOption("write");
    await page.getByRole("button", { name: "Make a token" }).click();
    const token = await page.getByLabel("Token of Script").inputValue();
    const ask = (method: string, body?: object) =>
      fetch(`${origin()}/api/tasks`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
        body: body && JSON.stringify(body),
      });
    expect((await ask("POST", { title: "By a program" })).status).toBe(201);
    await revoke(page, "tokens", "Script");
    expect((await ask("GET")).status).toBe(401);
    await close(page);
    await page.locator("#tasks").getByText("By a program").waitFor();

    await page.getByRole("button", { name: "Sign out" }).click();
    await signIn(page);
    const other = await accept("ann");
    await openAccess(other.page);
    // Its own has no button.
    await revoke(other.page, "sessions", "Chrome, Linux");
    await page.reload();
    await page.getByRole("alert").filter({ hasText: "Your session has ended: sign in again." }).waitFor();
  });

  test.each(looks)("axe finds nothing, and no page is too wide: %s", async (_look, options) => {
    const { page, takeAway } = await accept("looker", { ...options, bypassCSP: true });
    await openAccess(page);
    await page.locator("#token-name").fill("Script");
    await page.locator("#tokens-title ~ form button").click();
    await page.locator("#token-value").waitFor();
    await page.locator("#passkeys > li button").last().click();
    await page.locator("#passkeys .confirm").waitFor();
    expect([await violations(page), await overflow(page)]).toEqual([[], 0]);
    await close(page);
    await takeAway();
    await page.locator("#sign-out").click();
    await page.locator("#sign-in button.primary").waitFor();
    expect([await violations(page), await overflow(page)]).toEqual([[], 0]);
    await page.goto(await linkFor("looker"));
    await page.locator("#sign-in button.primary").waitFor();
    expect([await violations(page), await overflow(page)]).toEqual([[], 0]);
  });
});

import type { BrowserContextOptions, Page } from "playwright-core";
import { oidcAddress, secretClient, startOidcProvider } from "../../helpers/oidc-provider";
import type { RunningProgram } from "../../helpers/program";
import { describeReal } from "../../helpers/real";
import { overflow, violations } from "./axe";
import { isLive } from "./browser";
import { usePageWithTokens } from "./use-page";

const looks: [string, BrowserContextOptions][] = [
  ["light", { colorScheme: "light" }],
  [
    "dark, on a small phone, in German",
    { colorScheme: "dark", locale: "de-DE", viewport: { width: 320, height: 640 } },
  ],
  ["in forced colours", { forcedColors: "active" }],
];

describeReal("signing in with an OpenID provider", ["chromium"], ({ chromium }) => {
  const variables: Record<string, string> = { OIDC_NAME: "Example", OIDC_DOMAINS: "example.org" };
  let starting: Promise<RunningProgram> | undefined;
  beforeAll(async () => {
    const { port, issuer } = await oidcAddress();
    Object.assign(variables, secretClient(issuer));
    starting = startOidcProvider(port);
  });
  const platform = usePageWithTokens(chromium, variables);
  beforeAll(() => starting);
  afterAll(async () => (await starting)?.stop());

  const origin = () => platform.url.replace("127.0.0.1", "localhost");
  const open = (options?: BrowserContextOptions) => platform.browser.open(origin(), options);
  /** Goes to the provider, and says there who it is. */
  const signIn = async (page: Page, login: string) => {
    await page.locator("#sign-in .provider").click();
    await page.getByLabel("Login").fill(login);
    await page.getByRole("button", { name: "Continue" }).click();
  };

  test("from the button to a task, out again, and back into the same account", async () => {
    const page = await open();
    await signIn(page, "ann ann@example.org");
    await isLive(page);
    expect(page.url()).toBe(`${origin()}/`);
    await page.locator("#quick-add-text").fill("Ann's own");
    await page.keyboard.press("Enter");
    await page.locator("#tasks").getByText("Ann's own").waitFor();
    // No script can read what signs in.
    expect(await page.evaluate("document.cookie")).toBe("");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in with Example" }).waitFor();
    expect(await page.locator("#tasks > li").count()).toBe(0);
    await signIn(page, "ann ann@example.org");
    await page.locator("#tasks").getByText("Ann's own").waitFor();

    const eve = await open();
    await signIn(eve, "eve eve@example.net");
    await eve.getByRole("alert").filter({ hasText: "no verified e-mail address of yours that may enter" }).waitFor();
    expect(eve.url()).toBe(`${origin()}/sign-in`);
    await eve.getByRole("link", { name: "Sign in again" }).click();
    await signIn(eve, "nobody");
    await eve.getByRole("alert").filter({ hasText: "The provider did not sign you in." }).waitFor();
    await eve.goto(`${origin()}/sign-in?code=stolen&state=stolen`);
    await eve.getByRole("alert").filter({ hasText: "began in another browser" }).waitFor();
    expect(await eve.evaluate("localStorage.getItem('freehold.account')")).toBeNull();
  });

  test.each(looks)("axe finds nothing, and no page is too wide: %s", async (_look, options) => {
    const page = await open({ ...options, bypassCSP: true });
    await page.locator("#sign-in .provider").waitFor();
    expect([await violations(page), await overflow(page)]).toEqual([[], 0]);
    await signIn(page, "eve eve@example.net");
    await page.locator("#sign-in [role=alert]:not([hidden])").waitFor();
    expect([await violations(page), await overflow(page)]).toEqual([[], 0]);
  });

  test("a provider that is down is said to be down, and the other ways to sign in are there", async () => {
    const page = await open();
    await page.locator("#sign-in .provider").waitFor();
    const json = { type: "about:blank", code: "PROVIDER_UNAVAILABLE", title: "Unavailable", status: 503 };
    await page.route("**/api/sign-in/oidc", (route) => route.fulfill({ status: 503, json }));
    await page.locator("#sign-in .provider").click();
    await page.getByRole("alert").filter({ hasText: "The provider does not sign in right now." }).waitFor();
    await page.getByRole("button", { name: "Sign in with a passkey" }).waitFor();
  });
});

import { tokenFor } from "../../helpers/backend";
import { describeReal } from "../../helpers/real";
import { isLive, openFields, waitWithoutEnd } from "./browser";
import { usePageWithTokens } from "./use-page";

describeReal("signing in, where users have tokens", ["chromium"], ({ chromium }) => {
  const platform = usePageWithTokens(chromium);

  test("only the sign-in is shown until a token is good", async () => {
    const page = await platform.browser.open(platform.url);
    const token = page.getByLabel("Bearer token");
    await token.waitFor();
    expect(await page.getByLabel("Title").isVisible()).toBe(false);
    await token.fill("not.a.token");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").filter({ hasText: "This token is not valid here." }).waitFor();

    await token.fill(`Bearer ${await tokenFor("ann")}`);
    await page.getByRole("button", { name: "Sign in" }).click();
    await isLive(page);
    expect(await token.isVisible()).toBe(false);
    await openFields(page);
    await page.getByLabel("Title").fill("Ann's own");
    await page.getByRole("button", { name: "Add task" }).click();
    await page.locator("#tasks").getByText("Ann's own").waitFor();
    // Dead letters are for operators.
    expect(await page.getByRole("heading", { name: "Dead letters" }).isVisible()).toBe(false);

    await page.reload();
    await page.locator("#tasks").getByText("Ann's own").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await token.waitFor();
    expect(await page.locator("#tasks > li").count()).toBe(0);
    expect(await page.evaluate("sessionStorage.length")).toBe(0);
  });

  test("a refusal that comes late, of what was asked before, does not sign the user out", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let refusals = 0;
    const page = await platform.browser.open(platform.url, {}, async (opening) => {
      // The page would give up waiting for it after some seconds.
      await opening.addInitScript(waitWithoutEnd);
      await opening.route(
        "**/api/views?*",
        async (route) => {
          const response = await route.fetch();
          refusals += response.status() === 401 ? 1 : 0;
          await held;
          await route.fulfill({ response });
        },
        { times: 1 },
      );
    });
    await page.getByLabel("Bearer token").fill(await tokenFor("ann"));
    await page.getByRole("button", { name: "Sign in" }).click();
    await isLive(page);
    const late = page.waitForResponse((response) => response.status() === 401);
    release();
    await late;
    // Answers that come after it are handled after it.
    for (let count = 0; count < 3; count += 1)
      await page.evaluate("fetch('/api/views').then((answer) => answer.text())");
    expect([refusals, await page.evaluate("sessionStorage.length")]).toEqual([1, 1]);
    await isLive(page);
  });

  test("another user sees nothing of it, and an operator the dead letters", async () => {
    const page = await platform.browser.open(platform.url);
    await page.getByLabel("Bearer token").fill(await tokenFor("bob", ["operator"]));
    await page.getByRole("button", { name: "Sign in" }).click();
    await isLive(page);
    await page.getByRole("heading", { name: "Dead letters" }).waitFor();
    expect(await page.locator("#no-tasks").isVisible()).toBe(true);
  });
});

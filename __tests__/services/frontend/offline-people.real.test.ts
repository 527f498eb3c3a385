import { tokenFor } from "../../helpers/backend";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { isLive } from "./browser";
import { keptKeys } from "./kept";
import { usePageWithTokens } from "./use-page";

describeReal("what a browser keeps of people", ["chromium"], ({ chromium }) => {
  const platform = usePageWithTokens(chromium);

  test("is gone once they sign out, or somebody else is there", async () => {
    const page = await platform.browser.open(platform.url, { serviceWorkers: "allow" });
    const signIn = async (name: string) => {
      await page.getByLabel("Bearer token").fill(await tokenFor(name));
      await page.getByRole("button", { name: "Sign in" }).click();
      await isLive(page);
      await until("it is kept", async () => (await keptKeys(page)).includes(`seen 1 ${name}`));
    };
    const task = page.locator("#tasks > li").filter({ hasText: "Ann's own" });
    await page.getByLabel("Bearer token").waitFor();
    await signIn("ann");
    await page.getByLabel("Task in words").fill("Ann's own");
    await page.keyboard.press("Enter");
    await task.waitFor();
    await page.context().setOffline(true);
    await task.getByRole("button", { name: "Complete: Ann's own" }).click();
    await page.locator("#connection", { hasText: "1 waiting" }).waitFor();

    // It asks before what waits is lost.
    page.once("dialog", (dialog) => dialog.dismiss());
    await page.getByRole("button", { name: "Sign out" }).click();
    expect(await keptKeys(page)).toEqual(expect.arrayContaining(["queue 1 ann", "seen 1 ann"]));
    page.once("dialog", (dialog) => dialog.accept());
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.locator("#list-error").waitFor();
    expect(await keptKeys(page)).toEqual([]);
    expect(await task.count()).toBe(0);

    await page.context().setOffline(false);
    await page.reload();
    await signIn("ann");
    // As if the tab had been closed.
    await page.evaluate("sessionStorage.clear()");
    await page.reload();
    await signIn("bob");
    await until("only bob's is left", async () => (await keptKeys(page)).every((key) => key.endsWith(" bob")));
    await page.context().setOffline(true);
    await page.reload();
    await page.locator("#list-error").waitFor();
    expect(await task.count()).toBe(0);
  });
});

import { addInvite } from "../../../services/backend/sign-in/invites";
import { tokenFor } from "../../helpers/backend";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { isLive } from "./browser";
import { keptActs, keptKeys } from "./kept";
import { usePageWithTokens } from "./use-page";
import { addAuthenticator } from "./virtual-authenticator";

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
    await page.getByText("Added: Ann's own").waitFor();
    await page.context().setOffline(true);
    await task.getByRole("button", { name: "Complete: Ann's own" }).click();
    await page.locator("#connection", { hasText: "1 waiting" }).waitFor();

    // It asks before what waits is lost.
    page.once("dialog", (dialog) => dialog.dismiss());
    await page.getByRole("button", { name: "Sign out" }).click();
    expect(await keptKeys(page)).toEqual(expect.arrayContaining(["queue 1 ann", "seen 1 ann"]));
    expect(await keptActs(page)).toContain("Completed: Ann's own");
    page.once("dialog", (dialog) => dialog.accept());
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.locator("#list-error").waitFor();
    expect(await keptKeys(page)).toEqual([]);
    expect(await keptActs(page)).toBe("");
    expect(await task.count()).toBe(0);

    await page.context().setOffline(false);
    await page.reload();
    await signIn("ann");
    await task.getByRole("button", { name: "Complete: Ann's own" }).click();
    await page.locator(".toast", { hasText: "Completed: Ann's own" }).waitFor();
    expect(await keptActs(page)).toContain("Completed: Ann's own");
    // Somebody else takes her place, without a reload.
    await page.goto(`${platform.url}/#sign-in`);
    await page.reload();
    await signIn("bob");
    await page.keyboard.press("Control+z");
    expect(await keptActs(page)).toBe("");
    expect(await page.locator(".toast").count()).toBe(0);
    await until("only bob's is left", async () => (await keptKeys(page)).every((key) => key.endsWith(" bob")));
    await page.context().setOffline(true);
    await page.reload();
    await page.locator("#list-error").waitFor();
    expect(await task.count()).toBe(0);
  });

  test("is sent when its person signs in again, and neither seen nor sent by another one who signs in there", async () => {
    const origin = platform.url.replace("127.0.0.1", "localhost");
    const linkFor = async (ownerId: string) =>
      `${origin}/invite#${(await addInvite(platform.db.database, { ownerId, operator: false, days: 1 })).token}`;
    const stored = async () => {
      const statement = "select owner_id as owner, title from freehold.tasks where title like '% waits' order by id";
      return (await platform.db.database.query<{ owner: string; title: string }>(statement)).rows;
    };
    const page = await platform.browser.open(await linkFor("carl"), { serviceWorkers: "allow" }, addAuthenticator);
    const addOffline = async (title: string) => {
      await page.context().setOffline(true);
      await page.getByLabel("Task in words").fill(title);
      await page.keyboard.press("Enter");
      await page.locator("#connection", { hasText: "1 waiting" }).waitFor();
    };
    const makePasskey = async (name: string) => {
      await page.getByRole("button", { name: "Make a passkey" }).click();
      await isLive(page);
      await until("it is kept", async () => (await keptKeys(page)).includes(`seen 1 ${name}`));
    };
    const byPasskey = page.getByRole("button", { name: "Sign in with a passkey" });
    /** As if the session had ended before the platform is reached again. */
    const endSession = async () => {
      await page.context().clearCookies();
      await page.context().setOffline(false);
      await byPasskey.waitFor();
    };

    await makePasskey("carl");
    await addOffline("Carl's first waits");
    await endSession();
    expect(await stored()).toEqual([]);
    await byPasskey.click();
    await isLive(page);
    const first = { owner: "carl", title: "Carl's first waits" };
    await until("it is sent", async () => (await stored()).length === 1);
    expect(await stored()).toEqual([first]);
    await page.locator("#connection").getByText("Live", { exact: true }).waitFor();

    await addOffline("Carl's second waits");
    await endSession();
    await page.goto(await linkFor("dora"));
    await makePasskey("dora");
    expect(await page.getByText("Carl's").count()).toBe(0);
    // It would be sent before what is added later.
    await addOffline("Dora's own waits");
    await page.context().setOffline(false);
    await until("it is sent", async () => (await stored()).length > 1);
    expect(await stored()).toEqual([first, { owner: "dora", title: "Dora's own waits" }]);
    expect(await page.getByText("Carl's").count()).toBe(0);
  });
});

import { allServices } from "../../../services/all";
import { type RunningHost, startHost } from "../../../services/runtime/host/host";
import { readSettings } from "../../../services/runtime/settings/settings";
import { jwtSecret, tokenFor } from "../../helpers/backend";
import { silent, useDatabase } from "../../helpers/database";
import { describeReal } from "../../helpers/real";
import { isLive, openFields, useBrowser } from "./browser";

describeReal("signing in, where users have tokens", ["chromium"], ({ chromium }) => {
  const db = useDatabase();
  const browser = useBrowser(chromium);
  let host: RunningHost;
  beforeAll(async () => {
    const settings = readSettings({ DATABASE_URL: db.url, PORT: "0", JWT_SECRET: jwtSecret });
    host = await startHost({ services: allServices, settings, logger: silent });
  });
  db.closeFirst(() => host.stop());

  test("only the sign-in is shown until a token is good", async () => {
    const page = await browser.open(host.url);
    const token = page.getByLabel("Bearer token");
    await token.waitFor();
    expect(await page.getByLabel("Title").isVisible()).toBe(false);
    await token.fill("not.a.token");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").filter({ hasText: "The token is not valid here." }).waitFor();

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

  test("another user sees nothing of it, and an operator the dead letters", async () => {
    const page = await browser.open(host.url);
    await page.getByLabel("Bearer token").fill(await tokenFor("bob", ["operator"]));
    await page.getByRole("button", { name: "Sign in" }).click();
    await isLive(page);
    await page.getByRole("heading", { name: "Dead letters" }).waitFor();
    expect(await page.locator("#no-tasks").isVisible()).toBe(true);
  });
});

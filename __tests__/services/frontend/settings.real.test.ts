import { readFileSync } from "node:fs";
import type { BrowserContextOptions, Page } from "playwright-core";
import { tokenFor } from "../../helpers/backend";
import { apiClient } from "../../helpers/platform";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
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
/** A file of ours with two mistakes, in the second and in the third line. */
const badFile = {
  name: "bad.json",
  mimeType: "application/json",
  buffer: Buffer.from(
    '{"format":"freehold","version":1,"lists":[],"tasks":[\n{"title":""},\n{"title":"Fine","priority":"huge"}]}',
  ),
};

describeReal("the settings", ["chromium"], ({ chromium }) => {
  const platform = usePageWithTokens(chromium);

  const apiOf = async (user: string) => apiClient(platform.url, { authorization: `Bearer ${await tokenFor(user)}` });
  /** The page of a user who has signed in. */
  const openAs = async (user: string, options: BrowserContextOptions = {}) => {
    const page = await platform.browser.open(platform.url, options);
    await page.locator("#token").fill(await tokenFor(user));
    await page.keyboard.press("Enter");
    await isLive(page);
    return page;
  };
  const openSettings = async (page: Page, tab: string | number) => {
    await page.locator("#open-settings").click();
    await choose(page, tab);
  };
  const choose = async (page: Page, tab: string | number) => {
    const tabs = page.getByRole("tab");
    await (typeof tab === "string" ? tabs.filter({ hasText: tab }) : tabs.nth(tab)).click();
  };

  test("save how to be notified at once, keep it across a reload, and say a refusal at its field", async () => {
    const page = await openAs("ann");
    await page.locator("#tasks-title").focus();
    await page.keyboard.press(",");
    const said = page.locator("#settings [role=status]");
    await page.getByLabel("By e-mail").click();
    await said.filter({ hasText: /^Saved\.$/ }).waitFor();
    await page.getByRole("button", { name: "Test by e-mail" }).click();
    await said.filter({ hasText: "On its way" }).waitFor();
    // As if no time had passed.
    await platform.db.database.query(
      "update freehold.notification_preferences set tested_at = now() where owner_id = 'ann'",
    );
    await page.getByRole("button", { name: "Test by webhook" }).click();
    await page.getByText("You sent a test a moment ago. Wait 10 seconds.").waitFor();
    await page.getByLabel("Quiet hours").click();
    await page.getByLabel("Until", { exact: true }).fill("22:00");
    await page.getByLabel("Time zone").focus();
    await page.getByLabel("Time zone").selectOption("Europe/Berlin");
    await page.locator("#quiet-until[aria-invalid=true]").waitFor();
    expect(await page.locator("#quiet-until-error").textContent()).toBe("must be another time than the beginning");
    expect(await said.allTextContents()).toContain("Not saved. The field says why.");
    await page.getByLabel("Until", { exact: true }).fill("06:30");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    await page.reload();
    await isLive(page);
    await openSettings(page, "Notifications");
    await page.getByLabel("Until", { exact: true }).waitFor();
    expect(await page.getByLabel("By e-mail").isChecked()).toBe(false);
    expect(await page.getByLabel("On this page").isChecked()).toBe(true);
    expect(await page.getByLabel("From", { exact: true }).inputValue()).toBe("22:00");
    expect(await page.getByLabel("Until", { exact: true }).inputValue()).toBe("06:30");
    expect(await page.getByLabel("Time zone").inputValue()).toBe("Europe/Berlin");
  });

  test("have reminders go to an e-mail address, once its code came back, and a webhook of one's own", async () => {
    const page = await openAs("ada", { bypassCSP: true });
    await openSettings(page, "Notifications");
    const said = page.locator("#settings [role=status]");
    await page.getByLabel("Your e-mail address").fill("ada@");
    await page.getByRole("button", { name: "Send a code" }).click();
    await page.locator("#own-email[aria-invalid=true]:focus").waitFor();
    await page.getByLabel("Your e-mail address").fill("ada@example.org");
    await page.keyboard.press("Enter");
    await said.filter({ hasText: "A code is on its way to ada@example.org" }).waitFor();
    const { rows } = await platform.db.database.query<{ code: string }>(
      "select code from freehold.notification_addresses where owner_id = 'ada'",
    );
    const code = page.getByLabel("Code sent to ada@example.org");
    await code.fill("1");
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.locator("#own-email-code[aria-invalid=true]").waitFor();
    expect([await violations(page, "own addresses"), await overflow(page)]).toEqual([[], 0]);
    await code.fill(rows[0]?.code ?? "");
    await page.keyboard.press("Enter");
    await said.filter({ hasText: "Reminders go to ada@example.org." }).waitFor();
    await code.waitFor({ state: "detached" });

    await page.getByLabel("Your webhook").fill("http://10.0.0.1/");
    await page.getByRole("button", { name: "Save" }).click();
    await page.locator("#own-webhook-error").filter({ hasText: "no address that the platform may send to" }).waitFor();
    await page.getByLabel("Your webhook").fill("https://ntfy.example.org/ada?token=secret");
    await page.keyboard.press("Enter");
    await said.filter({ hasText: "Reminders go to ntfy.example.org." }).waitFor();

    await page.reload();
    await isLive(page);
    await openSettings(page, "Notifications");
    await page.getByText("Reminders go to ntfy.example.org.").waitFor();
    expect(await page.locator("#settings").innerHTML()).not.toContain("secret");
    await page.getByRole("button", { name: "Remove ada@example.org" }).click();
    await said.filter({ hasText: "Removed: ada@example.org." }).waitFor();
    await page.locator("#addresses-title:focus").waitFor();
    await page.getByText("Reminders go to ntfy.example.org.").waitFor();
  });

  test("a reminder counts as unread until it is marked, on every page of its user", async () => {
    const [page, other] = [await openAs("rea"), await openAs("rea")];
    const dueAt = new Date().toISOString();
    await (await apiOf("rea")).create({ title: "Water the plants", dueAt, reminders: [{ minutesBefore: 0 }] });
    const titled = (each: Page, title: string) =>
      until(`the title is ${title}`, async () => (await each.title()) === title);
    for (const each of [page, other]) await titled(each, "(1) Freehold");
    await page.getByRole("heading", { name: "Notifications 1 unread" }).waitFor();
    await page.getByRole("button", { name: "Mark all read" }).click();
    for (const each of [page, other]) await titled(each, "Freehold");
    await other.reload();
    await other.locator("#notifications > [data-unread=false]").waitFor();
    expect(await other.getByRole("button", { name: "Mark all read" }).isVisible()).toBe(false);
  });

  test("import what another user has exported, once it was looked at; a bad file is refused with its lines", async () => {
    const ann = await apiOf("exporter");
    await ann.create({ title: "Pay the rent", tags: ["home"], dueAt: "2099-01-01T09:00:00Z" });
    await ann.create({ title: "Call Ann" });
    const from = await openAs("exporter");
    await openSettings(from, "Your data");
    const download = from.waitForEvent("download");
    await from.getByRole("button", { name: "Download JSON" }).click();
    const file = await (await download).path();
    await from.getByText(/^Downloaded: freehold-tasks.json, .* (byte|kB)/).waitFor();
    expect(JSON.parse(readFileSync(file, "utf8")).tasks).toHaveLength(2);

    const page = await openAs("importer");
    await openSettings(page, "Your data");
    const input = page.getByLabel("Choose a file");
    await input.setInputFiles(badFile);
    const problems = page.getByRole("list", { name: "The file has mistakes. No task was added." });
    await problems.waitFor();
    expect(await problems.getByRole("listitem").allTextContents()).toEqual([
      "Line 2tasks.0.title needs a visible character",
      "Line 3tasks.1.priority must be one of: low, medium, high",
    ]);
    await input.setInputFiles({ name: "tasks.json", mimeType: "application/json", buffer: readFileSync(file) });
    await page.getByRole("paragraph").filter({ hasText: "2 tasks will be added." }).waitFor();
    expect(await page.locator("#import-tasks").textContent()).toContain("Pay the rent");
    expect(await (await apiOf("importer")).list()).toEqual([]);
    await page.getByRole("button", { name: "Import 2 tasks" }).click();
    await page.getByRole("button", { name: "Import another file" }).click();
    await input.setInputFiles({ name: "tasks.json", mimeType: "application/json", buffer: readFileSync(file) });
    await page.getByText("You already have 2 tasks of the file.").waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    await page.locator("#tasks").getByText("Pay the rent").waitFor();
    await page.locator("#tasks").getByText("Call Ann").waitFor();
  });

  test("say how many tasks of an import are added while it goes on", async () => {
    const page = await openAs("waiter");
    await openSettings(page, "Your data");
    const tasks = Array.from({ length: 101 }, (_, n) => ({ title: n < 100 ? `Task ${n}` : "Held" }));
    const buffer = Buffer.from(JSON.stringify({ format: "freehold", version: 1, lists: [], tasks }));
    await page.getByLabel("Choose a file").setInputFiles({ name: "t.json", mimeType: "application/json", buffer });
    await platform.db.database.query(
      `create function public.hold() returns trigger language plpgsql as $$ begin
         if new.title = 'Held' then perform pg_advisory_xact_lock(4711); end if;
         return new;
       end $$;
       create trigger hold before insert on freehold.tasks for each row execute function public.hold()`,
    );
    await platform.db.database.transaction(async (tx) => {
      await tx.query("select pg_advisory_xact_lock(4711)");
      await page.getByRole("button", { name: "Import 101 tasks" }).click();
      await page.getByText("100 of 101 tasks added").waitFor();
      const bar = page.getByRole("progressbar");
      expect([await bar.getAttribute("value"), await bar.getAttribute("max")]).toEqual(["100", "101"]);
    });
    await page.getByRole("button", { name: "Import another file" }).waitFor();
    await platform.db.database.query("drop trigger hold on freehold.tasks");
  });

  test("make a calendar feed, copy its address, which is shown once, and revoke it", async () => {
    const page = await openAs("cal", { permissions: ["clipboard-read", "clipboard-write"] });
    await openSettings(page, "Calendar");
    await page.getByRole("button", { name: "Make a feed" }).click();
    await page.locator("#feed-name[aria-invalid=true]:focus").waitFor();
    await page.getByLabel("Name").fill("Phone");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("Copied.").waitFor();
    const url = String(await page.evaluate("navigator.clipboard.readText()"));
    expect((await fetch(url)).status).toBe(200);
    await choose(page, "Account");
    await choose(page, "Calendar");
    await page.getByRole("button", { name: "Revoke Phone" }).click();
    expect(await page.getByLabel("Address of Phone").count()).toBe(0);
    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.getByText("Revoked: Phone.").waitFor();
    expect(await page.locator("#feeds > li").count()).toBe(0);
    expect((await fetch(url)).status).toBe(404);
  });

  test("delete the account once its name is typed, say what stays, and sign out", async () => {
    await (await apiOf("dora")).create({ title: "Gone soon" });
    const page = await openAs("dora");
    await openSettings(page, "Account");
    await page.getByLabel("type the name of your account: dora").fill("Dora");
    await page.keyboard.press("Enter");
    await page.locator("#confirm-account[aria-invalid=true]:focus").waitFor();
    await page.locator("#confirm-account").fill("dora");
    await page.keyboard.press("Enter");
    await page.getByText("Deleted: 1 task, 0 lists, 0 calendar feeds, and the rest.").waitFor();
    await page.getByText(/^History of tasks and lists, up to \d+ days: /).waitFor();
    expect(await (await apiOf("dora")).list()).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
    await page.locator("#token").waitFor();
    expect(await page.evaluate("sessionStorage.length")).toBe(0);
  });

  test.each(looks)("%s, axe finds no fault, and no part is wider than the window", async (look, options) => {
    const user = `looks ${look}`;
    await (await apiOf(user)).create({
      title: "Seen",
      dueAt: new Date().toISOString(),
      reminders: [{ minutesBefore: 0 }],
    });
    const page = await openAs(user, { bypassCSP: true, ...options });
    const clean = async (state: string) => {
      expect([state, await violations(page, state), await overflow(page)]).toEqual([state, [], 0]);
      expect(
        await page.evaluate("(it => it && it.scrollWidth - it.clientWidth)(document.querySelector('#settings'))"),
      ).toBeFalsy();
    };
    await page.locator("[data-unread=true]").waitFor();
    await clean("unread");
    await openSettings(page, 0);
    await page.locator("#quiet").click();
    await page.locator("#quiet-until").fill("22:00");
    await page.locator("#quiet-zone").focus();
    await page.locator("#quiet-until-error").waitFor();
    await clean("quiet hours refused");
    await choose(page, 1);
    await page.locator("[type=file]").setInputFiles(badFile);
    await page.locator(".file-lines").waitFor();
    await clean("bad file");
    const fine = Buffer.from("TYPE,CONTENT,PRIORITY,DATE\ntask,Water @home,1,every monday\nnote,Left out,,\n");
    await page.locator("[type=file]").setInputFiles({ name: "todoist.csv", mimeType: "text/csv", buffer: fine });
    await page.locator("#import-tasks").waitFor();
    await clean("preview");
    await choose(page, 2);
    await page.locator("#feed-name").fill("Phone");
    await page.keyboard.press("Enter");
    await page.locator("#feed-address").waitFor();
    await page.locator("#feeds button").click();
    await clean("feed");
    await choose(page, 3);
    await page.getByRole("tabpanel").getByRole("heading").first().waitFor();
    await clean("access");
    await choose(page, 4);
    await page.locator("#confirm-account").fill("someone else");
    await page.keyboard.press("Enter");
    await page.locator("#confirm-account-error").waitFor();
    await clean("account");
  });
});

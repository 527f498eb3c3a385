import { generateKeyPairSync } from "node:crypto";
import type { BrowserContextOptions, Page } from "playwright-core";
import * as z from "zod";
import { addInvite } from "../../../services/backend/sign-in/invites";
import { pushBrowser } from "../../helpers/push-browser";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { overflow, violations } from "./axe";
import { isLive } from "./browser";
import { changeSubscription, click, shown, withPushService, workerOf } from "./push-worker";
import { screenshot } from "./screenshot";
import { usePage } from "./use-page";
import { addAuthenticator } from "./virtual-authenticator";

const pem = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .publicKey.export({ type: "spki", format: "pem" })
  .toString();
const subscriptions = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });

describeReal("push", ["chromium"], ({ chromium }) => {
  const platform = usePage(chromium, { PUSH_PUBLIC_KEY: pem });
  const listed = async () =>
    subscriptions.parse(await (await fetch(`${platform.url}/api/push-subscriptions`)).json()).items;
  const allowed: BrowserContextOptions = { serviceWorkers: "allow", permissions: ["notifications"] };
  const localUrl = () => platform.url.replace("127.0.0.1", "localhost");
  const open = async (options: BrowserContextOptions = {}, script = "") => {
    const page = await platform.browser.open(localUrl(), options, (each) => each.addInitScript(script));
    await isLive(page);
    return page;
  };
  const openSettings = async (page: Page) => {
    await page.locator("#open-settings").click();
    await page.locator("#push-title").waitFor();
  };
  test("a browser is turned on and off, and another one removed", async () => {
    const page = await open(allowed, withPushService("https://push.example.net/here"));
    await openSettings(page);
    await screenshot(page, "off");
    const here = page.getByLabel("Show reminders in this browser");
    await here.click();
    await until("it is subscribed", async () => (await listed()).length === 1);
    expect((await listed()).map(({ name }) => name)).toEqual(["Chrome, Linux"]);
    await page.locator("#push-here:checked").waitFor();
    await fetch(`${platform.url}/api/push-subscriptions`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        ...{ endpoint: "https://push.example.net/phone", name: "Safari, iPhone", keys: pushBrowser().keys },
      }),
    });
    await page.keyboard.press("Escape");
    await openSettings(page);
    await page.locator("#push-here:checked").waitFor();
    await screenshot(page, "on");
    await page.getByRole("button", { name: "Send a test" }).click();
    await page.getByText("Sent. It shows up within seconds.").waitFor();
    await page.getByRole("button", { name: "Remove Safari, iPhone" }).click();
    await page.getByText("Removed: Safari, iPhone.").waitFor();
    expect((await listed()).map(({ name }) => name)).toEqual(["Chrome, Linux"]);
    await here.click();
    await until("it is gone", async () => (await listed()).length === 0);
    await page.locator("#push-here:not(:checked)").waitFor();
  });

  test.each<[string, BrowserContextOptions, string, string]>([
    ["without https", {}, "Object.defineProperty(window, 'isSecureContext', { value: false })", "https alone"],
    ["without push", {}, "delete window.PushManager", "This browser has no push"],
    [
      "that was told not to",
      { serviceWorkers: "allow" },
      "Object.defineProperty(Notification, 'permission', { value: 'denied' })",
      "was told to show nothing",
    ],
  ])("a browser %s says why it can't", async (_what, options, script, words) => {
    const page = await open(options, script);
    await openSettings(page);
    await page.locator("#push-obstacle").filter({ hasText: words }).waitFor();
    expect(await page.locator("#push-here").count()).toBe(0);
    await screenshot(page);
  });

  test("what is pushed is shown, once for each message, and a click opens its task on the open page", async () => {
    const task = await platform.api.create({ title: "Water the plants" });
    const page = await open({ ...allowed, locale: "de-DE" });
    const { worker, push } = await workerOf(page);
    const message = { id: "018f0000-0000-7000-8000-000000000000", title: task.title, taskId: task.id };
    const data = JSON.stringify({ ...message, dueAt: "2099-01-01T09:00:00Z" });
    await push(data);
    await push(data);
    expect(await shown(worker)).toEqual([
      { title: "Water the plants", body: "Fällig 01.01.2099, 18:00", data: task.id },
    ]);
    expect(await click(worker)).toEqual(["focused"]);
    await page.locator("#edit-task").waitFor();
    expect(await page.locator("#edit-task").getByLabel("Titel").inputValue()).toBe("Water the plants");
    expect(await shown(worker)).toEqual([]);
  });

  test("with the page closed a click opens it at the task", async () => {
    const task = await platform.api.create({ title: "Call mum" });
    const page = await open(allowed);
    const { worker, push } = await workerOf(page);
    // A page of another kind is none to show a task on.
    await page.goto(`${localUrl()}/api/docs`);
    await push(JSON.stringify({ id: "1", title: task.title, taskId: task.id, dueAt: null }));
    expect(await click(worker)).toEqual([`opened /?task=${task.id}`]);
    await page.goto(`${localUrl()}/?task=${task.id}`);
    await page.locator("#edit-task").waitFor();
    expect(await page.locator("#edit-task").getByLabel("Title").inputValue()).toBe("Call mum");
    expect(new URL(page.url()).search).toBe("");
  });

  test("the platform is told what the browser renews or drops with the page closed, by the cookie of the session", async () => {
    const { token } = await addInvite(platform.db.database, { ownerId: "ann", operator: false, days: 1 });
    const page = await platform.browser.open(`${localUrl()}/invite#${token}`, allowed, async (opening) => {
      await opening.addInitScript(withPushService("https://push.example.net/first"));
      await addAuthenticator(opening);
    });
    await page.getByRole("button", { name: "Make a passkey" }).click();
    await isLive(page);
    await openSettings(page);
    await page.locator("#push-here").click();
    await page.locator("#push-here:checked").waitFor();
    const stored = async () => {
      const { rows } = await platform.db.database.query<{ id: string; endpoint: string }>(
        "select id, endpoint from freehold.push_subscriptions where owner_id = 'ann'",
      );
      return rows;
    };
    const [first] = await stored();
    expect(first?.endpoint).toBe("https://push.example.net/first");
    const { worker } = await workerOf(page);

    await page.goto("about:blank");
    await worker.evaluate(`${withPushService("https://push.example.net/second")}; 0`);
    await changeSubscription(worker);
    expect(await stored()).toEqual([{ id: first?.id, endpoint: "https://push.example.net/second" }]);

    // What the browser did not tell, the next page has the worker find out.
    await worker.evaluate(`${withPushService("https://push.example.net/third")}; 0`);
    await page.goto(localUrl());
    await until("it is told", async () => (await stored())[0]?.endpoint === "https://push.example.net/third");

    await page.goto("about:blank");
    const refused = `PushManager.prototype.subscribe = async () => {
      throw new DOMException("The user has withdrawn it", "NotAllowedError");
    }; 0`;
    await worker.evaluate(refused);
    await changeSubscription(worker);
    expect(await stored()).toEqual([]);
  });

  test("of a task that is due on a whole day the day is shown, and no time", async () => {
    const { worker, push } = await workerOf(await open(allowed));
    const dueOn = "2099-01-01";
    await push(JSON.stringify({ id: "1", title: "Tax", taskId: "", dueAt: "2099-01-01T22:59:59Z", dueOn }));
    expect((await shown(worker)).map(({ body }) => body)).toEqual(["Due Jan 1, 2099"]);
  });

  test("a test is shown, and a message that can't be read all the same: a browser forbids silent ones", async () => {
    const page = await open(allowed);
    const { worker, push } = await workerOf(page);
    await push("not JSON");
    await push(JSON.stringify({ id: "1", isTest: true }));
    expect((await shown(worker)).map(({ title, body }) => [title, body])).toEqual([
      ["Freehold", ""],
      ["Freehold", "It works: reminders arrive in this browser."],
    ]);
  });

  test("a task that is gone is said to be", async () => {
    const page = await platform.browser.open(`${localUrl()}/?task=018f0000-0000-7000-8000-00000000dead`);
    await page.getByText("This task is not there any more.").first().waitFor();
  });

  test.each<[string, BrowserContextOptions]>([
    ["light", { colorScheme: "light" }],
    [
      "dark, on a small phone, in German",
      { colorScheme: "dark", locale: "de-DE", viewport: { width: 320, height: 640 } },
    ],
  ])("%s, axe finds no fault, and no part is wider than the window", async (_look, options) => {
    const page = await open(
      { ...allowed, bypassCSP: true, ...options },
      withPushService("https://push.example.net/look"),
    );
    await openSettings(page);
    await page.locator("#push-here").click();
    await page.locator("#push-here:checked").waitFor();
    expect([await violations(page), await overflow(page)]).toEqual([[], 0]);
  });
});

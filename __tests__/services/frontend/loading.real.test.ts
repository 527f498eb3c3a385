import type { Page } from "playwright-core";
import { allServices } from "../../../services/all";
import { type RunningHost, startHost } from "../../../services/runtime/host/host";
import { localAuthentication } from "../../../services/runtime/http/auth";
import { readSettings } from "../../../services/runtime/settings/settings";
import { silent, useDatabase } from "../../helpers/database";
import { apiClient, startOn } from "../../helpers/platform";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { isLive, openFields, useBrowser, waitWithoutEnd } from "./browser";

describeReal("the page loads", ["chromium"], ({ chromium }) => {
  const db = useDatabase();
  const browser = useBrowser(chromium);
  let host: RunningHost;
  let api: ReturnType<typeof apiClient>;
  beforeAll(async () => {
    host = await startOn(db.url);
    api = apiClient(host.url);
    await api.create({ title: "There already" });
  });
  db.closeFirst(() => host.stop());
  const add = (page: Page) => page.getByRole("button", { name: "Add task" });
  /** The paths of what a page asks for, in the order of the alphabet. */
  const requestsOf = (page: Page) => {
    const paths: string[] = [];
    page.on("request", (request) => request.url().startsWith("http") && paths.push(new URL(request.url()).pathname));
    return () => [...paths].sort();
  };

  test("with one request for each thing, six in all, and little to carry", async () => {
    let requests = () => [""];
    let bytes = 0;
    const page = await browser.open(host.url, { serviceWorkers: "allow" }, async (opening) => {
      // The page would load twice where the connection takes longer than it waits for it.
      await opening.addInitScript(
        "const after = setTimeout; window.setTimeout = (work, ms, ...more) => after(work, ms === 4_000 ? 600_000 : ms, ...more)",
      );
      requests = requestsOf(opening);
      opening.on("requestfinished", async (request) => {
        bytes += (await request.sizes()).responseBodySize;
      });
    });
    await isLive(page);
    await page.waitForLoadState("networkidle");
    const shape = requests().map((path) => path.replace(/-[0-9a-z]{8}\./, "-HASH."));
    expect(shape).toEqual([
      "/",
      "/api/notifications",
      "/api/tasks",
      "/api/views",
      "/assets/app-HASH.js",
      "/assets/page-HASH.css",
    ]);
    expect(bytes).toBeLessThan(130_000);
  });

  test("a second time with its script and style from the browser's own cache", async () => {
    const page = await browser.open(host.url);
    await isLive(page);
    await page.reload();
    await isLive(page);
    const carried = await page.evaluate(
      "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/')).map(({ transferSize }) => transferSize)",
    );
    expect((carried as number[]).slice(0, 2)).toEqual([0, 0]);
  });

  /** A page that has heard how things are. */
  async function openHeard(): Promise<Page> {
    let beats = 0;
    const page = await browser.open(host.url, {}, async (opening) => {
      opening.on("websocket", (socket) =>
        socket.on("framereceived", ({ payload }) => {
          if (String(payload).includes("heartbeat")) beats += 1;
        }),
      );
    });
    await isLive(page);
    await page.waitForLoadState("networkidle");
    await until("it has heard how things are", () => beats > 0);
    return page;
  }

  /** Cuts the connections of all pages; this one has noticed then. */
  async function cut(page: Page): Promise<void> {
    // It says so for a moment only.
    await page.evaluate(`window.wasLost = false; new MutationObserver(() => {
      window.wasLost ||= document.querySelector("#connection").textContent.startsWith("Reconnecting");
    }).observe(document.querySelector("#connection"), { subtree: true, childList: true, characterData: true, attributes: true })`);
    for (const socket of host.http.websocketServer.clients) socket.terminate();
    await until("the page has noticed", () => page.evaluate<boolean>("window.wasLost"));
  }

  test("not again when its connection is cut and made again: what it has missed, it hears then", async () => {
    const page = await openHeard();
    const requests = requestsOf(page);
    await cut(page);
    await isLive(page);
    expect(requests()).toEqual([]);

    const other = await browser.open(host.url);
    await isLive(other);
    // It does not try again before the other page has heard of the task.
    await page.evaluate("Math.random = () => 1_000");
    await cut(page);
    await api.create({ title: "Written meanwhile" });
    await other.getByText("Written meanwhile").waitFor();
    expect(await page.getByText("Written meanwhile").count()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('online'))");
    await page.getByText("Written meanwhile").waitFor();
    await isLive(page);
    // How many tasks each view has is another question.
    expect(requests().filter((path) => path !== "/api/views")).toEqual([]);
  });

  test("again when it has missed what the platform does not know any more", async () => {
    const page = await openHeard();
    const heard = page.waitForEvent("websocket", (socket) => socket.url().includes("again"));
    await page.evaluate("Math.random = () => 1_000");
    await cut(page);
    const requests = requestsOf(page);
    await api.create({ title: "Missed at last" });
    // As after a restart of the platform.
    await page.evaluate(`WebSocket = class extends WebSocket {
      constructor(url, ...rest) { super(String(url).replace(/again=[^+]+/, "again=earlier"), ...rest); }
    }`);
    await page.evaluate("dispatchEvent(new Event('online'))");
    expect((await heard).url()).toContain("again=earlier");
    await page.getByText("Missed at last").waitFor();
    await isLive(page);
    expect(requests()).toContain("/api/tasks");
  });

  test("with a frame of itself while the API takes its time, and nothing moves when the answer is there", async () => {
    // More than the frame has room for.
    for (let count = 0; count < 8; count += 1) await api.create({ title: "One of several" });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const page = await browser.open(host.url, {}, async (opening) => {
      await opening.addInitScript(
        "window.shifts = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifts += entry.value }).observe({ type: 'layout-shift', buffered: true })",
      );
      await opening.route("**/api/**", async (route) => {
        await held;
        await route.continue();
      });
    });
    await page.locator(".skeleton").first().waitFor();
    expect(await page.getByLabel("Task in words").isVisible()).toBe(true);
    expect(await page.locator("#connection").textContent()).toBe("Connecting…");
    release();
    await isLive(page);
    await page.getByText("There already").waitFor();
    expect(await page.locator(".skeleton").count()).toBe(0);
    expect(await page.evaluate("window.shifts")).toBeLessThan(0.01);
  });

  describe("although the connection for updates fails, and does not ask the API again with each try", () => {
    let deaf: RunningHost;
    beforeAll(async () => {
      deaf = await startHost({
        services: allServices.filter(({ definition }) => definition.name !== "websocket"),
        settings: readSettings({ DATABASE_URL: db.url, PORT: "0" }),
        logger: silent,
        authenticate: localAuthentication,
      });
    });
    db.closeFirst(() => deaf.stop());
    /** A page that waits for the API without end, as a busy machine would else have it give up and ask again. */
    const openDeaf = async (prepare: (opening: Page) => Promise<unknown> = async () => {}) => {
      let [requests, tries] = [() => [""], 0];
      const page = await browser.open(deaf.url, {}, async (opening) => {
        await opening.addInitScript(waitWithoutEnd);
        requests = requestsOf(opening);
        opening.on("websocket", () => {
          tries += 1;
        });
        await prepare(opening);
      });
      return {
        page,
        asked: () => requests().filter((path) => path.startsWith("/api/")),
        threeTries: () => until("it has tried to connect three times", () => tries >= 3),
      };
    };
    const once = ["/api/notifications", "/api/tasks", "/api/views"];

    test("that answered", async () => {
      const { page, asked, threeTries } = await openDeaf();
      await page.getByText("There already").waitFor();
      await page.locator("#connection", { hasText: "Reconnecting…" }).waitFor();
      await threeTries();
      expect(asked()).toEqual(once);
    });

    test("that still has to answer", async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const { page, asked, threeTries } = await openDeaf((opening) =>
        opening.route("**/api/**", async (route) => {
          await held;
          await route.continue();
        }),
      );
      await threeTries();
      release();
      await page.getByText("There already").waitFor();
      expect(asked()).toEqual(once);
    });

    test("that said when to ask again", async () => {
      const { page, asked, threeTries } = await openDeaf((opening) =>
        opening.route("**/api/tasks?*", (route) => route.fulfill({ status: 503, headers: { "retry-after": "600" } })),
      );
      await page.getByRole("alert").filter({ hasText: "The platform is not available right now." }).waitFor();
      await threeTries();
      expect(asked()).toEqual(once);
    });
  });

  test("once more as soon as the user or the platform says so, after a failure in words", async () => {
    let failures = 0;
    const page = await browser.open(host.url, {}, (opening) =>
      opening.route("**/api/tasks?*", async (route) => {
        failures += 1;
        if (failures > 2) return route.continue();
        await route.fulfill({ status: 503, headers: { "retry-after": "1" }, body: "upstream connect error" });
      }),
    );
    await page.getByRole("alert").filter({ hasText: "The platform is not available right now." }).waitFor();
    expect(await page.locator(".skeleton").count()).toBe(0);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("There already").waitFor();
    expect(await page.getByRole("button", { name: "Try again" }).isVisible()).toBe(false);
  });

  test.each([
    ["a title of nothing", "", "Give the task a title."],
    ["a title of spaces", "   ", "Give the task a title."],
    ["a title that shows nothing", "\u200b\u3164\u00ad", "Give the task a title."],
  ])("%s is said at the field, and not sent", async (_what, title, words) => {
    const page = await browser.open(host.url);
    await isLive(page);
    await openFields(page);
    const requests = requestsOf(page);
    await page.getByLabel("Title").fill(title);
    await add(page).click();
    await page.locator("#title[aria-invalid=true]:focus").waitFor();
    expect(await page.locator("#title-error").textContent()).toBe(words);
    expect(requests()).toEqual([]);
  });

  test("a date that is half entered is said at the field, and not left out", async () => {
    const page = await browser.open(host.url);
    await isLive(page);
    await openFields(page);
    await page.getByLabel("Title").fill("When?");
    await page.getByLabel("Due", { exact: true }).focus();
    await page.keyboard.type("03");
    await add(page).click();
    await page.locator("#due[aria-invalid=true]:focus").waitFor();
    expect(await page.locator("#due-error").textContent()).toBe("Complete this, or clear it.");
  });

  test("what the API refuses is said at the field in words", async () => {
    const page = await browser.open(host.url);
    await isLive(page);
    await openFields(page);
    await page.getByLabel("Title").fill("Tagged");
    await page.getByLabel("Tags").fill(`${"x".repeat(51)}, ${"y".repeat(52)}`);
    await add(page).click();
    await page.locator("#tags[aria-invalid=true]:focus").waitFor();
    expect(await page.locator("#tags-error").textContent()).toBe("must have at most 50 characters");
  });

  test.each([
    [
      429,
      { "retry-after": "600" },
      '{"detail":"You have made all changes of a day."}',
      "You have made all changes of a day. You can try again in 10 minutes.",
    ],
    [429, {}, "Too Many Requests", "Too many requests. Wait a moment, then try again."],
    [
      500,
      {},
      '{"detail":"The failure is in the service\'s log."}',
      "Something went wrong on the platform. Try again in a moment.",
    ],
    [502, {}, "<html>Bad Gateway</html>", "The platform does not answer right now. Try again in a moment."],
    [
      200,
      {},
      "<html>Sign in to the hotel's network</html>",
      "The platform does not answer right now. Try again in a moment.",
    ],
    [
      409,
      {},
      '{"detail":"A completed task can\'t be changed any more."}',
      "A completed task can't be changed any more.",
    ],
  ])("an answer %i %j is said in words", async (status, headers, body, words) => {
    const page = await browser.open(host.url);
    await isLive(page);
    await openFields(page);
    await page.route("**/api/tasks", (route) => route.fulfill({ status, headers, body }));
    await page.getByLabel("Title").fill("Refused");
    await add(page).click();
    await page.locator("#new-task > .error:visible").waitFor();
    expect(await page.locator("#new-task > .error").textContent()).toBe(words);
    expect(await page.getByLabel("Title").inputValue()).toBe("Refused");
  });
});

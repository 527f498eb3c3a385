import type { BrowserContextOptions } from "playwright-core";
import { de } from "../../../services/frontend/web/messages/de";
import { en, type Messages } from "../../../services/frontend/web/messages/en";
import type { RunningHost } from "../../../services/runtime/host/host";
import { useDatabase } from "../../helpers/database";
import { apiClient, startOn } from "../../helpers/platform";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { overflow, violations } from "./axe";
import { holdAnswers, isLive, openFields, timeZone, useBrowser } from "./browser";

const looks: [string, BrowserContextOptions][] = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["in forced colours", { forcedColors: "active" }],
  ["on a phone", { viewport: { width: 375, height: 700 } }],
  // Of a window of 1280 by 800 pixels.
  ["in German, at 200 %", { locale: "de-DE", viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
];
const wordsIn = ({ locale = "en" }: BrowserContextOptions): Messages => (locale.startsWith("de") ? de : en);

describeReal("how the page looks", ["chromium"], ({ chromium }) => {
  const db = useDatabase();
  const browser = useBrowser(chromium);
  let host: RunningHost;
  let api: ReturnType<typeof apiClient>;
  beforeAll(async () => {
    host = await startOn(db.url);
    api = apiClient(host.url);
    const dueAt = new Date(Date.now() + 60_000).toISOString();
    const checklist = [{ text: "Done", done: true }, { text: "Not yet" }];
    const reminders = [{ minutesBefore: 5 }];
    await api.create({ title: "Open", tags: ["home"], priority: "high", dueAt, reminders, checklist });
    await api.remove((await api.create({ title: "Deleted" })).id);
    await api.complete((await api.create({ title: "Done" })).id);
    const list = await fetch(`${host.url}/api/lists`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Groceries", colour: "#16a34a" }),
    });
    const { id: listId } = (await list.json()) as { id: string };
    for (const title of ["Bread", "Milk"]) await api.create({ title, listId });
    await deadLetter("Before the page");
  });
  db.closeFirst(() => host.stop());

  /** Has a consumer give up on an event. */
  async function deadLetter(title: string): Promise<void> {
    const recurrence = { rrule: "FREQ=DAILY", timeZone };
    const { id } = await api.create({ title, dueAt: "2099-01-01T09:00:00Z", recurrence });
    await db.database.query(
      `alter table freehold.tasks add constraint broken check (title <> '${title}' or status = 'completed') not valid`,
    );
    await api.complete(id);
    await until("the retries are over", async () => {
      const { rowCount } = await db.database.query("select from freehold.dead_letters where subject = $1", [id]);
      return rowCount === 1;
    });
    await db.database.query("alter table freehold.tasks drop constraint broken");
  }

  const openPage = async (options: BrowserContextOptions = {}) => {
    const page = await browser.open(host.url, { bypassCSP: true, ...options });
    await isLive(page);
    return page;
  };

  describe.each(looks)("%s", (_look, options) => {
    const t = wordsIn(options);
    test("axe finds nothing in any state, and nothing makes the page wider than its window", async () => {
      const page = await openPage(options);
      const clean = async (state: string) => {
        // A list that is being read is paler for a moment.
        await page.locator("#tasks[aria-busy=false]").waitFor({ state: "attached" });
        expect([state, await violations(page, state), await overflow(page)]).toEqual([state, [], 0]);
      };
      await page.getByText(t.tasks.all, { exact: true }).first().click();
      await page.getByRole("button", { name: t.task.reopen("Done") }).waitFor();
      await clean("list");
      await page.getByRole("button", { name: t.checklist.progress(1, 2, "Open") }).click();
      await page.getByRole("button", { name: t.snooze.named("Open") }).click();
      await page.getByRole("button", { name: t.snooze.choose }).click();
      await clean("checklist and snooze");
      await page.getByRole("button", { name: t.selection.start, exact: true }).click();
      await page.getByRole("checkbox", { name: t.selection.select("Open") }).click();
      await clean("selection");
      await page.getByRole("button", { name: t.selection.tag, exact: true }).click();
      await page.getByLabel(t.form.tags, { exact: true }).and(page.locator(":focus")).press("Escape");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: t.trash.title }).click();
      await page.getByRole("button", { name: t.trash.restoreNamed("Deleted") }).waitFor();
      await clean("trash");
      await page.getByRole("button", { name: t.trash.close }).click();
      const words = page.getByLabel(t.quickAdd.label);
      await words.fill("Pay rent every month on the 31st 2:30 #home !high remind 1h before");
      await page.locator("#quick-add-preview [data-slot=notes] > li").first().waitFor();
      await clean("quick add");
      const answer = await holdAnswers(page, "**/api/quick-add");
      await words.press("Enter");
      await page.locator("#tasks-on-their-way").waitFor();
      await clean("task on its way");
      answer((route) => route.fulfill({ status: 429 }));
      await page.locator("#quick-add .error:not([hidden])").waitFor();
      await page.unrouteAll({ behavior: "wait" });
      await words.fill("tomorrow");
      await page.locator("#quick-add-preview .refused").waitFor();
      await words.press("Enter");
      await page.locator("#quick-add-text-error").waitFor();
      await clean("refusal of quick add");
      await words.fill("");
      await page.getByText(t.deadLetters.event, { exact: true }).first().click();
      await clean("dead letter");
      await page.getByRole("button", { name: t.task.historyNamed("Open") }).click();
      await page.locator(".history > li").first().waitFor();
      await clean("history");
      await page.getByRole("button", { name: t.form.more }).click();
      await page.getByRole("button", { name: t.form.submit, exact: true }).click();
      await page.locator("#title-error").waitFor();
      await clean("refusal at a field");
      await page.getByRole("button", { name: t.task.editNamed("Open") }).click();
      await clean("edit");
      const { id = "" } = (await api.list("search=Open")).find(({ title }) => title === "Open") ?? {};
      await page.getByRole("dialog").getByLabel(t.form.tags).fill("mine");
      await api.change(id, { tags: ["theirs", String(Math.random())] });
      await page.getByRole("button", { name: t.edit.save }).click();
      await page.getByRole("group", { name: t.fields.tags }).waitFor();
      await clean("conflict");
      await page.getByRole("button", { name: t.edit.cancel }).click();
      await page.getByRole("button", { name: t.task.deleteNamed("Open") }).click();
      await clean("delete");
      await page.getByRole("button", { name: t.confirm.keep }).click();
      await page.locator("#tasks-title").focus();
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: t.shortcuts.title }).waitFor();
      await clean("shortcuts");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: t.task.complete("Open") }).click();
      const undo = page.getByRole("button", { name: t.toasts.undo, exact: true });
      // With the focus on it, the message stays.
      await undo.focus();
      await clean("message");
      await undo.click();
      await undo.waitFor({ state: "detached" });
      await page.getByLabel(t.tasks.search).fill("no such task");
      await page.getByText(t.tasks.noMatch("no such task")).waitFor();
      await clean("nothing found");
      await page.getByRole("button", { name: t.filter.button(0), exact: true }).click();
      await page.getByLabel(t.filter.dueFrom).fill("2099-01-01");
      await page.getByRole("button", { name: t.filter.button(1), exact: true }).waitFor();
      await clean("filter");
    });

    test("axe finds nothing in views and lists, either", async () => {
      const page = await openPage(options);
      const clean = async (state: string) => {
        // A list that is being read is paler for a moment.
        await page.locator("#tasks[aria-busy=false]").waitFor({ state: "attached" });
        expect([state, await violations(page, state), await overflow(page)]).toEqual([state, [], 0]);
      };
      const unfold = async () => {
        const here = page.locator(".here");
        if (await here.isVisible()) await here.click();
      };
      await unfold();
      await clean("where to go");
      await page.getByRole("link", { name: "Groceries" }).click();
      await page.getByRole("button", { name: t.sort.up("Milk") }).waitFor();
      await clean("list in its own order");
      await unfold();
      await page.getByRole("button", { name: t.lists.editNamed("Groceries") }).click();
      await page.getByRole("dialog", { name: t.lists.editTitle }).waitFor();
      await clean("edit a list");
      await page.getByRole("button", { name: t.lists.delete }).click();
      await page.getByRole("dialog", { name: t.lists.confirm.title }).waitFor();
      await clean("delete a list");
      await page.getByRole("button", { name: t.confirm.keep }).click();
      await page.getByRole("link", { name: t.places.noDate }).click();
      await page.getByRole("heading", { name: t.places.noDate }).waitFor({ state: "attached" });
      // What is not known yet comes in later.
      await page.locator("#tasks[aria-busy=false]").waitFor();
      await page.getByRole("button", { name: t.task.editNamed("Milk") }).waitFor();
      await clean("view");
    });

    test("while it loads, and when the API is away", async () => {
      let answer = () => {};
      const held = new Promise<void>((resolve) => {
        answer = resolve;
      });
      const page = await browser.open(host.url, { bypassCSP: true, reducedMotion: "reduce", ...options }, (opening) =>
        opening.route("**/api/**", async (route) => {
          await held;
          await route.fulfill({ status: 503 });
        }),
      );
      await page.locator(".skeleton").getByText(t.tasks.waking).waitFor();
      expect([await violations(page), await overflow(page)]).toEqual([[], 0]);
      answer();
      await page.getByRole("button", { name: t.tasks.tryAgain }).waitFor();
      expect([await violations(page), await overflow(page)]).toEqual([[], 0]);
    });
  });

  test("in forced colours only a completed task has a tick", async () => {
    const page = await openPage({ forcedColors: "active" });
    await page.getByText("All", { exact: true }).click();
    await page.getByRole("button", { name: "Reopen: Done" }).waitFor();
    await page.mouse.move(0, 0);
    const ticks = async (status: string) =>
      page.evaluate(
        `[...document.querySelectorAll("#tasks > [data-status=${status}] .check")].map((it) => getComputedStyle(it, "::after").content !== "none")`,
      );
    expect(new Set((await ticks("open")) as boolean[])).toEqual(new Set([false]));
    expect(new Set((await ticks("completed")) as boolean[])).toEqual(new Set([true]));
    const chosen = await page.evaluate(
      `[...document.querySelectorAll(".segments input")].map((it) => getComputedStyle(it.nextElementSibling).backgroundColor + it.checked)`,
    );
    // The one that is chosen looks different.
    expect(new Set(chosen as string[]).size).toBe(2);
  });

  test.each(["Never", "Daily"])(
    "at every width, with Repeat at %s, the fields show what is chosen and the page fits",
    async (repeat) => {
      const page = await openPage();
      // The fields for the next and the missed dates are only there for a task that repeats.
      await openFields(page);
      await page.getByLabel("Repeat").selectOption(repeat);
      const cut: string[] = [];
      for (let width = 320; width <= 1_400; width += 15) {
        await page.setViewportSize({ width, height: 800 });
        const found = (await page.evaluate(`(() => {
        const canvas = document.createElement("canvas").getContext("2d");
        const arrow = 20;
        return [...document.querySelectorAll("#new-task select, #new-task [type=date], #new-task [type=time]")].flatMap((it) => {
          if (!it.checkVisibility()) return [];
          const style = getComputedStyle(it);
          canvas.font = style.font;
          const texts = it.options ? [...it.options].map(({ text }) => text) : [it.type === "date" ? "mm/dd/yyyy" : "--:-- --"];
          const needed = Math.max(...texts.map((text) => canvas.measureText(text).width)) + arrow;
          const room = it.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
          return room < needed ? [it.name] : [];
        });
      })()`)) as string[];
        cut.push(...found.map((name) => `${name} at ${width}`));
        if ((await overflow(page)) !== 0) cut.push(`the page at ${width}`);
      }
      expect(cut).toEqual([]);
    },
  );

  test("a dead letter shows up on its own, and leaves one that is being read as it is", async () => {
    const page = await openPage();
    const letters = page.locator(".dead-letter");
    const before = await letters.count();
    await letters.first().getByText("Event", { exact: true }).click();
    const opened = letters.filter({ has: page.locator("details[open]") });
    await opened.locator("pre").focus();
    await deadLetter("While the page is open");
    await letters.nth(before).waitFor();
    expect(await page.locator("pre:focus").count()).toBe(1);
    expect(await opened.count()).toBe(1);
    expect(await letters.first().locator("details[open]").count()).toBe(0);
  });
});

import type { BrowserContextOptions, Page, Route } from "playwright-core";
import type { FreeholdEvent } from "../../../services/contracts/envelope";
import { deadLettersIn } from "../../helpers/dead-letters";
import { aTask, created } from "../../helpers/events";
import { describeReal } from "../../helpers/real";
import { seedDeadLetters } from "../../helpers/seed-dead-letters";
import { until } from "../../helpers/until";
import { overflow, violationsNow } from "./axe";
import { waitWithoutEnd } from "./browser";
import { screenshot } from "./screenshot";
import { usePage } from "./use-page";

const consumer = "audit-consumer";
const events = (count: number) => Array.from({ length: count }, () => created(aTask()));

/** Lets requests for a batch through one by one. */
async function holdBatches(page: Page) {
  const held: Route[] = [];
  let isOpen = false;
  await page.route("**/api/dead-letters/batch/replay", (route) => (isOpen ? route.continue() : held.push(route)));
  return {
    /** The next one is asked for. */
    asked: () => until("a batch is held", () => held.length > 0),
    next: async () => {
      await page.waitForFunction("document.querySelector('.replay progress') !== null");
      while (held.length === 0) await page.waitForRequest("**/batch/replay", { timeout: 1_000 }).catch(() => {});
      await held.shift()?.continue();
    },
    open: async () => {
      isOpen = true;
      for (const route of held.splice(0)) await route.continue();
    },
  };
}

/** Waits until that many were sent: each is applied, has failed again, or waits still. */
const sent = (page: Page, count: number) =>
  page.waitForFunction(
    `[...document.querySelectorAll('.replay dd')].reduce((sum, { textContent }) => sum + Number(textContent), 0) === ${count}`,
  );

describeReal("an operator replays many dead letters at /ops", ["chromium"], ({ chromium }) => {
  const platform = usePage(chromium);
  beforeEach(() => platform.db.database.query("delete from freehold.dead_letters"));

  const seed = (of: readonly FreeholdEvent[], reason = (index: number) => `Row ${index} is locked`) =>
    seedDeadLetters(platform.db.database, consumer, of, reason);
  const open = async (options: BrowserContextOptions = {}) => {
    // axe is injected, which the content security policy of the page forbids.
    const page = await platform.browser.open(`${platform.url}/ops`, { bypassCSP: true, ...options });
    await page.locator(`[role=button][data-node=${consumer}]`).waitFor();
    await page.evaluate(waitWithoutEnd);
    return page;
  };
  const clean = async (page: Page, state: string) => {
    expect([state, await violationsNow(page, state), await overflow(page)]).toEqual([state, [], 0]);
  };
  const effectsOf = async (of: readonly FreeholdEvent[]) =>
    (
      await platform.db.database.query<{ entries: number; applied: number }>(
        "select count(*) as entries, count(distinct event_id) as applied from freehold.audit_entries where event_id = any($1::uuid[])",
        [of.map(({ id }) => id)],
      )
    ).rows[0];

  test("500 of a kind: a dry run, then batch by batch to the end, and each has one effect", async () => {
    const letters = events(500);
    await seed(letters);
    const page = await open();
    const batches = await holdBatches(page);
    await page.getByRole("button", { name: "Count by kind" }).click();
    await page.getByText("500 dead letters of 1 kind").waitFor();
    await page.getByRole("button", { name: "Replay all…" }).click();
    const panel = page.locator(".replay");
    await panel.getByText("A replay would send 500 events again. The dead letters are unchanged so far.").waitFor();
    await panel.getByText(`500 × freehold.task.created.v1 for ${consumer}`).waitFor();
    await panel.getByText("Row <n> is locked").waitFor();
    await screenshot(page, "dry run");
    expect(await effectsOf(letters)).toEqual({ entries: 0, applied: 0 });

    await panel.getByRole("button", { name: "Replay 500" }).click();
    await panel.getByRole("progressbar", { name: "Replayed" }).waitFor();
    for (const batch of [1, 2]) {
      await batches.next();
      await sent(page, batch * 50);
    }
    await page.evaluate(
      "window.seen = []; const bar = document.querySelector('.replay progress'); new MutationObserver(() => window.seen.push(bar.value)).observe(bar, { attributes: true })",
    );
    await clean(page, "under way");
    // What was sent is applied a little later: each batch waits until the bar has moved.
    for (const moves of [1, 2]) {
      await batches.next();
      await page.waitForFunction(`new Set(window.seen).size >= ${moves}`);
    }
    await batches.open();
    await page.locator(".replay:not([data-phase=running])").waitFor();
    expect(await panel.locator("[role=status], [role=alert]").allTextContents()).toEqual([
      "Done: 500 events applied.",
      "",
    ]);
    expect(await panel.getByText("500 of 500 done").isVisible()).toBe(true);
    const seen = (await page.evaluate("window.seen")) as number[];
    expect(seen.at(-1)).toBe(500);
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
    expect(new Set(seen).size).toBeGreaterThan(2);
    await page.getByText("No dead letter waits for a replay.").waitFor();
    await clean(page, "done");
    expect(await effectsOf(letters)).toEqual({ entries: 500, applied: 500 });
    expect(new Set((await deadLettersIn(platform.db.database)).map(({ status }) => status))).toEqual(
      new Set(["replayed"]),
    );
  });

  test("in German, on a dark phone: one kind of two, cancelled between batches, and what fails again is counted", async () => {
    const broken = events(3).map((event) => ({ ...event, data: { task: { ...event.data.task, title: 7 } } }));
    const good = events(107);
    const other = events(2);
    await seed([...(broken as unknown as FreeholdEvent[]), ...good]);
    await seed(other, () => "Boom");
    const page = await open({ locale: "de-DE", colorScheme: "dark", viewport: { width: 375, height: 700 } });
    expect([await page.title(), await page.evaluate("document.documentElement.lang")]).toEqual([
      "Freehold: Betrieb",
      "de",
    ]);
    await page.getByRole("heading", { name: "Ereignisse unterwegs" }).waitFor();
    await page.locator(".promises").getByText("Jedes Ereignis wirkt einmal").waitFor();
    await page.getByRole("button", { name: "Datenbank fragen" }).click();
    await page
      .locator("[data-slot=counts]")
      .getByText(/^\d+(,\d)? MB von 500 MB$/)
      .waitFor();
    const batches = await holdBatches(page);
    await page.getByRole("button", { name: "Nach Art zählen" }).click();
    await page.getByText("112 Dead Letters, 2 Arten").waitFor();
    await page.getByRole("searchbox", { name: "Teil des Fehlers" }).fill("LOCKED");
    await page.getByRole("button", { name: "Filtern" }).click();
    await page.getByText("110 Dead Letters, 1 Art", { exact: true }).waitFor();
    await page.getByRole("button", { name: `Replay von 110 freehold.task.created.v1 für ${consumer}` }).click();
    const panel = page.locator(".replay");
    await panel.getByText("Ein Replay würde 110 Ereignisse noch einmal senden.").waitFor();
    await panel.getByRole("button", { name: "Replay von 110" }).click();
    await batches.next();
    await sent(page, 50);
    await batches.asked();
    await panel.getByRole("button", { name: "Abbrechen" }).click();
    await panel.getByText("Bricht nach diesem Batch ab…").waitFor();
    await batches.open();
    await panel.getByText("Abgebrochen: 100 von 110 sind gesendet. Die anderen bleiben Dead Letters.").waitFor();
    await panel.locator("dl > div", { hasText: "Angewendet" }).getByText("97", { exact: true }).waitFor();
    await panel.locator("dl > div", { hasText: "Wieder fehlgeschlagen" }).getByText("3", { exact: true }).waitFor();
    await clean(page, "cancelled, in German");
    await panel.getByRole("button", { name: "Schließen" }).click();
    expect(await effectsOf([...good, ...other])).toEqual({ entries: 97, applied: 97 });
    const dead = (await deadLettersIn(platform.db.database, consumer)).filter(({ status }) => status === "dead");
    expect(dead).toHaveLength(10 + 3 + 2);
  });
});

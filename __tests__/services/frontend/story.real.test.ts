import type { BrowserContextOptions } from "playwright-core";
import { deadLetter } from "../../../services/runtime/consumer/dead-letter";
import { deadLettersIn } from "../../helpers/dead-letters";
import { aTask, created } from "../../helpers/events";
import { describeReal } from "../../helpers/real";
import { violations } from "./axe";
import { isLive } from "./browser";
import { usePage } from "./use-page";

const event = created(aTask());

const looks: [string, BrowserContextOptions][] = [
  ["light", { colorScheme: "light" }],
  ["dark, on a phone", { colorScheme: "dark", viewport: { width: 375, height: 700 } }],
  ["in forced colours", { forcedColors: "active" }],
];

describeReal("what operators see of an event", ["chromium"], ({ chromium }) => {
  const platform = usePage(chromium);

  beforeAll(async () => {
    await platform.api.create({ title: "Water the plants" });
    await platform.db.database.transaction((tx) =>
      deadLetter(tx, "audit-consumer", "task-events", event, {
        ...{ error: new Error("The table is full"), retries: 3, firstFailedAt: new Date() },
      }),
    );
  });

  test.each(looks)("the timeline of an event, from the history and from a dead letter: %s", async (_look, options) => {
    // axe is injected, which the content security policy of the page forbids.
    const page = await platform.browser.open(platform.url, { bypassCSP: true, ...options });
    await isLive(page);
    const letter = page.locator("#dead-letters > li");
    await letter.getByText("Timeline").click();
    await letter.getByText(/^dead letter .* after 3 retries, HANDLER_FAILED: The table is full$/).waitFor();
    await page.getByRole("button", { name: "History of Water the plants" }).click();
    const entry = page.locator(".history > li").first();
    await entry.getByText("Timeline").click();
    await entry.getByText(/^moved from the outbox to the log, position \d+$/).waitFor();
    expect(await entry.locator(".story strong").allTextContents()).toEqual(
      expect.arrayContaining(["backend", "task-events", "audit-consumer", "reminder-consumer"]),
    );
    await letter.getByText("Discard").first().click();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBe(0);
  });

  test("a dead letter is discarded with a reason, which stays with it", async () => {
    const page = await platform.open();
    const letter = page.locator("#dead-letters > li", { hasText: "The table is full" });
    await letter.getByText("Discard").first().click();
    await letter.getByRole("textbox", { name: "Why is it given up?" }).fill("The task is gone");
    await letter.getByRole("button", { name: "Discard" }).click();
    await letter.getByText(/^Discarded by .*: The task is gone$/).waitFor();
    expect(await letter.getByRole("button", { name: /^Replay/ }).count()).toBe(0);
    expect(await deadLettersIn(platform.db.database, "audit-consumer")).toMatchObject([
      { event_id: event.id, status: "dead" },
    ]);
  });
});

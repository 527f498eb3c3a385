import type { Browser, CDPSession, Page } from "playwright-core";
import { z } from "zod";

export interface LongList {
  /** Elements of the document, the most that there were. */
  nodes: number;
  /**
   * Milliseconds of processor that the page's thread takes from the click on another view until it is shown: script, style and
   * layout. Unlike the time of a clock it is the same beside other work on the machine.
   */
  nextViewMs: number;
}

/** The page with all of `tasks` read, and then another view of them, which a half is in. */
export async function longList(browser: Browser, origin: string, tasks: unknown[]): Promise<LongList> {
  const page = await browser.newPage();
  try {
    // At once, where a person would ask for one page after the other.
    await page.route("**/api/tasks?*", (route) => route.fulfill({ json: { items: tasks, nextCursor: null } }), {
      times: 1,
    });
    await page.goto(origin);
    await page.locator(`#tasks > .task[aria-setsize="${tasks.length}"]`).first().waitFor();
    await page.locator("#connection[data-state=live]").waitFor();
    await page.waitForLoadState("networkidle");
    const all = await countNodes(page);
    const chromium = await page.context().newCDPSession(page);
    await chromium.send("Performance.enable");
    const before = await threadMs(chromium);
    await page.getByRole("link", { name: /^Upcoming/ }).click();
    await page.locator("#tasks-title", { hasText: "Upcoming" }).waitFor();
    await page.locator("#tasks[aria-busy=false] > .task").first().waitFor();
    const nextViewMs = (await threadMs(chromium)) - before;
    return { nodes: Math.max(all, await countNodes(page)), nextViewMs };
  } finally {
    await page.close();
  }
}

const countNodes = async (page: Page): Promise<number> =>
  z.number().parse(await page.evaluate("document.querySelectorAll('*').length"));

async function threadMs(chromium: CDPSession): Promise<number> {
  const { metrics } = await chromium.send("Performance.getMetrics");
  const seconds = metrics.find(({ name }) => name === "ThreadTime")?.value;
  return z.number().parse(seconds) * 1_000;
}

import type { Browser } from "playwright-core";
import { z } from "zod";

/** What a page needs until it is there, in a browser that has nothing of it. */
export interface FirstLoad {
  /** Compressed, answers of the API included. */
  kilobytes: number;
  requests: number;
  /** Milliseconds from the navigation to the first contentful paint. */
  paintMs: number;
  /** Cumulative layout shift. */
  shift: number;
}

const watchShifts = `window.shifts = 0;
  new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.shifts += value })
    .observe({ type: "layout-shift", buffered: true })`;
const painted = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";

export async function firstLoad(browser: Browser, origin: string): Promise<FirstLoad> {
  const page = await browser.newPage();
  try {
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.addInitScript(watchShifts);
    await page.goto(origin);
    await page.locator("#connection[data-state=live]").waitFor();
    await page.waitForLoadState("networkidle");
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    return {
      kilobytes: bytes / 1_000,
      requests: sizes.length,
      paintMs: z.number().parse(await page.evaluate(painted)),
      shift: z.number().parse(await page.evaluate("window.shifts")),
    };
  } finally {
    await page.close();
  }
}

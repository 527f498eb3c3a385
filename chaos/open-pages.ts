import { setTimeout as pause } from "node:timers/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { findComponent } from "../scripts/components/find";

/** Milliseconds that a page may take to open on a busy machine. */
const openMs = 120_000;
/** Milliseconds without a new picture after which `/ops` counts as still. */
const stillMs = 60_000;

/** The task page and `/ops`, each open in a browser that no user touches. */
export interface OpenPages {
  /** @throws Error when a page is not live, or `/ops` has shown no new picture for a while */
  mustMove(): Promise<void>;
  /** What `/ops` says of the database. */
  databaseWords(): Promise<string>;
  close(): Promise<void>;
}

/** @returns undefined on a machine without Chromium */
export async function openPages(url: string): Promise<OpenPages | undefined> {
  const executablePath = findComponent("chromium");
  if (!executablePath) return undefined;
  // Chromium's sandbox does not start for root, as whom containers run.
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: ["--disable-gpu"], chromiumSandbox: !isRoot });
  try {
    const tasks = await open(browser, url);
    await tasks.locator("#connection[data-state=live]").waitFor();
    const ops = await open(browser, `${url}/ops`);
    let pictures = 0;
    ops.on("requestfinished", (request) => {
      if (new URL(request.url()).pathname === "/api/operator/ops") pictures += 1;
    });
    await isLive(ops);
    // The plots of a consumer ask, too.
    await ops.locator("[role=button][data-node]").first().press("Enter");
    await ops.locator(".consumer-panel").waitFor();
    return {
      mustMove: async () => {
        await tasks.locator("#connection[data-state=live]").waitFor();
        await isLive(ops);
        const before = pictures;
        const deadline = Date.now() + stillMs;
        while (pictures === before) {
          if (Date.now() > deadline) throw new Error(`/ops has shown no new picture for ${stillMs / 1_000} s`);
          await pause(100);
        }
      },
      databaseWords: async () => (await ops.locator("[aria-labelledby=platform-title] dd").first().textContent()) ?? "",
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

const isLive = (ops: Page) => ops.locator(".connection[data-state=live]").waitFor();

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(openMs);
  await page.goto(url);
  return page;
}

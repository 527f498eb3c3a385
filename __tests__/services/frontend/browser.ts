import { type Browser, type BrowserContextOptions, chromium, type Page, type Route } from "playwright-core";

/** Has no clock changes: a day is always 24 hours there. */
export const timeZone = "Asia/Tokyo";

const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A headless Chromium of the test file's own, from its first test to its last.
 * @param more further flags
 */
export function useBrowser(executablePath: string, more: readonly string[] = []) {
  let browser: Browser | undefined;
  const failures: string[] = [];
  beforeAll(async () => {
    // Chromium's sandbox does not start for root, as whom containers run.
    const chromiumSandbox = process.getuid?.() !== 0;
    browser = await chromium.launch({ executablePath, args: [...flags, ...more], chromiumSandbox });
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    // What a script throws, and what the content security policy stops, is no test's intention.
    expect(failures.splice(0)).toEqual([]);
  });
  afterAll(() => browser?.close());
  return {
    /**
     * Opens a page in a new session. Without a service worker, unless the options allow it: it would fetch every file of the page
     * again for each test.
     * @param prepare done before the page asks for anything
     */
    open: async (
      url: string,
      options: BrowserContextOptions = {},
      prepare: (page: Page) => Promise<unknown> = async () => {},
    ): Promise<Page> => {
      if (!browser) throw new Error("The browser exists from beforeAll on");
      const context = await browser.newContext({ timezoneId: timeZone, serviceWorkers: "block", ...options });
      context.setDefaultTimeout(90_000);
      const page = await context.newPage();
      page.on("pageerror", (error) => failures.push(error.message));
      page.on("console", (message) => {
        if (message.text().includes("Content Security Policy")) failures.push(message.text());
      });
      await prepare(page);
      await page.goto(url);
      return page;
    },
  };
}

/** Folds the form out that adds a task field by field. */
export const openFields = (page: Page) => page.getByRole("button", { name: "More fields" }).click();

/**
 * Has a page wait for the API without end. Else it would give up after some seconds, which a busy machine takes for what a test
 * does while an answer is held.
 */
export const waitWithoutEnd = "AbortSignal.timeout = () => new AbortController().signal; undefined";

type AnswerTo = (route: Route) => Promise<void>;

/**
 * Holds the answers to what a page asks.
 * @param address as Playwright's `route` takes it
 * @returns has them answered
 */
export async function holdAnswers(page: Page, address: string): Promise<(answer: AnswerTo) => void> {
  await page.evaluate(waitWithoutEnd);
  let answerHeld = (_answer: AnswerTo) => {};
  const held = new Promise<AnswerTo>((resolve) => {
    answerHeld = resolve;
  });
  await page.route(address, async (route) => (await held)(route));
  return answerHeld;
}

/** Waits until the page gets live updates. */
export const isLive = (page: Page) => page.locator("#connection[data-state=live]").waitFor();

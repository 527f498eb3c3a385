import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { screenshot } from "./screenshot";

const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong with a page, opened with `bypassCSP`: axe is injected, which its content security policy forbids.
 * @param state names the screenshot that is kept of it
 */
export async function violations(page: Page, state?: string): Promise<string[]> {
  // What comes in is seen through for a moment.
  await page.waitForFunction("document.getAnimations().every((it) => it.playState === 'finished')");
  return violationsNow(page, state);
}

/** The same of a page on which something always moves. */
export async function violationsNow(page: Page, state?: string): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))",
  )) as string[];
  // A picture of the whole page makes the window larger for a moment, and with it the list.
  await screenshot(page, state);
  return found;
}

/** Pixels by which the page is wider than its window. */
export const overflow = (page: Page) =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

const looks = [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }] as const;

/** Asserts that axe finds nothing in any look of a page, and that it fits a phone, which it has then. */
export async function looksWell(page: Page, state: string): Promise<void> {
  await page.setViewportSize({ width: 375, height: 700 });
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: null, forcedColors: null, ...look });
    expect([look, await violations(page, `${state} ${Object.values(look)}`), await overflow(page)]).toEqual([
      look,
      [],
      0,
    ]);
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
}

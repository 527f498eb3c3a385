import path from "node:path";
import type { Page } from "playwright-core";

/** Of each name, how many there are: a test can be in the same state twice. */
const taken = new Map<string, number>();

/**
 * Keeps what a page looks like, as PNG in the folder that the variable SCREENSHOTS names. Without it, keeps nothing.
 * @param state default: a number
 */
export async function screenshot(page: Page, state = ""): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  const name = `${expect.getState().currentTestName} ${state}`
    .trim()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(-200);
  const count = (taken.get(name) ?? 0) + 1;
  taken.set(name, count);
  await page.screenshot({ path: path.join(folder, `${name}${count > 1 ? `-${count}` : ""}.png`), fullPage: true });
}

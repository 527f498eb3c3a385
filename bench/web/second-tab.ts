import type { Browser } from "playwright-core";
import { z } from "zod";
import { median } from "../measure";

/** Tasks that are added in one round. */
const writes = 20;

/** Of all rounds: no task is called as another one. */
let written = 0;

/** When Enter is pressed, and when the list gets a task, on the clock that both tabs share. */
const watchEnter = `addEventListener("keydown", ({ key }) => {
  if (key === "Enter") window.pressedAt = performance.timeOrigin + performance.now()
}, true)`;
const watchList = (title: string) => `{
  const list = document.querySelector("#tasks")
  window.shownAt = undefined
  const observer = new MutationObserver(() => {
    if (!list.textContent.includes(${JSON.stringify(title)})) return
    observer.disconnect()
    window.shownAt = performance.timeOrigin + performance.now()
  })
  observer.observe(list, { childList: true, subtree: true, characterData: true })
}`;

/** Milliseconds, the median, from Enter in one tab until another tab has the task on its list. */
export async function secondTab(browser: Browser, origin: string): Promise<number> {
  const context = await browser.newContext();
  try {
    const [writer, reader] = [await context.newPage(), await context.newPage()];
    for (const page of [writer, reader]) {
      await page.goto(origin);
      await page.locator("#connection[data-state=live]").waitFor();
    }
    await writer.evaluate(watchEnter);
    const took: number[] = [];
    for (let write = 0; write < writes; write += 1) {
      written += 1;
      const title = `Write ${written}.`;
      await reader.evaluate(watchList(title));
      await writer.getByLabel("Task in words").fill(title);
      await writer.keyboard.press("Enter");
      await reader.locator("#tasks", { hasText: title }).waitFor();
      const shownAt = z.number().parse(await reader.evaluate("window.shownAt"));
      took.push(shownAt - z.number().parse(await writer.evaluate("window.pressedAt")));
      await writer.locator("#tasks", { hasText: title }).waitFor();
    }
    return median(took);
  } finally {
    await context.close();
  }
}

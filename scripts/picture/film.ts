import { type Browser, chromium, type Page } from "playwright-core";
import { programOf } from "../components/find";
import { animatedWebp } from "./animated-webp";
import { Recorder } from "./recorder";
import { type Shot, toFrames } from "./to-frames";

const size = { width: 900, height: 490 };
/** A little smaller, so that all of the flow of events fits. The demo has a message a second, and they would hide the list. */
const style = "html { zoom: 0.93 } #toasts { display: none }";
/** Milliseconds that the last frame of a scene stays. */
const restMs = 1_000;
const words = "Water the plants every day at 9 #home";
/** Milliseconds in which what is waited for must come, also on a busy machine. */
const waitMs = 180_000;
/** Letters that are typed between two frames. */
const letters = 3;

/**
 * Films a task that is added in words, and the events that follow from it and from others at `/ops`.
 * @param url of the demo
 * @returns the film as an animated WebP file
 */
export async function film(url: string): Promise<Buffer> {
  // Chromium's sandbox does not start for root, as whom containers run.
  const browser = await chromium.launch({
    executablePath: programOf("chromium"),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const shots = [...(await addTask(browser, url)), ...(await watchEvents(browser, url))];
    return animatedWebp(await toFrames(await browser.newPage(), shots));
  } finally {
    await browser.close();
  }
}

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({
    viewport: size,
    bypassCSP: true,
    colorScheme: "light",
    locale: "en-US",
    timezoneId: "Europe/Berlin",
  });
  page.setDefaultTimeout(waitMs);
  await page.goto(url);
  await page.addStyleTag({ content: style });
  return page;
}

async function addTask(browser: Browser, url: string): Promise<Shot[]> {
  const page = await open(browser, url);
  await page.locator("#connection[data-state=live]").waitFor();
  await page.locator("#tasks > li").first().waitFor();
  const input = page.getByLabel("Task in words");
  await input.focus();
  const recorder = await Recorder.of(page, restMs);
  await recorder.record(4);
  await recorder.record(Math.ceil(words.length / letters), (frame) =>
    page.keyboard.type(words.slice(frame * letters, (frame + 1) * letters)),
  );
  await page.locator("#quick-add-preview [data-slot]").first().waitFor();
  await recorder.record(8);
  await page.keyboard.press("Enter");
  await page.locator("#tasks > li", { hasText: "Water the plants" }).first().waitFor();
  await recorder.record(8);
  return recorder.end();
}

async function watchEvents(browser: Browser, url: string): Promise<Shot[]> {
  const page = await open(browser, `${url}/ops`);
  await page.locator(".edge .moving").first().waitFor({ state: "attached" });
  const recorder = await Recorder.of(page, restMs);
  await recorder.record(32);
  return recorder.end();
}

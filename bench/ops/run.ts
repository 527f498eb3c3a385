import type { Browser, Page } from "playwright-core";
import { stopChild } from "../child";
import { launchChromium } from "../chromium";
import { inRounds, type Measurement, median, round3 } from "../measure";
import { withPool } from "../postgres";
import { startServer } from "../writes";
import { growthPerMinute, watchHeap } from "./heap";
import { Load, offeredPerSecond } from "./load";

/** Events before the first round: the first of a process are slow. */
const warmUp = 4_000;
const mostMegabytes = 60;
/** The consumer whose plots are open, too. */
const consumer = "audit-consumer";

const names = { open: "open", closed: "closed" };

/** `/ops` of the platform with the panel of a consumer, once events move on it. */
async function openOps(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1_280, height: 900 } });
  await page.goto(`${url}/ops`);
  await page.locator(`[role=button][data-node=${consumer}]`).click();
  await page.locator(".consumer-panel .plot").first().waitFor();
  return page;
}

/**
 * Events a second through the platform, as `npm start` runs it, with `/ops` closed and with it open on the same machine; then
 * the heap of the page under the same load.
 */
export const benchOps = (
  rounds: number,
  events: number,
  minutes: number,
  progress: (line: string) => void,
): Promise<Measurement[]> =>
  withPool(async (database, pool) => {
    // Before anything is started: what is missing is said at once.
    const browser = await launchChromium();
    const server = await startServer("freehold", database);
    const { origin } = new URL(server.message);
    try {
      const load = new Load(origin, pool);
      await load.prepare();
      await load.run((offered) => offered >= warmUp);
      const closed = () => load.run((offered) => offered >= events);
      const open = async () => {
        const page = await openOps(browser, origin);
        try {
          return await load.run((offered) => offered >= events);
        } finally {
          await page.close();
        }
      };
      const throughput = await inRounds(
        rounds,
        [
          { name: names.open, run: open },
          { name: names.closed, run: closed },
        ],
        progress,
      );
      const reached = median(throughput[1]?.figures ?? []);
      if (reached < offeredPerSecond * 0.95)
        progress(`${round3(reached)} events a second are the most that this machine does of ${offeredPerSecond}`);
      return [
        {
          title: "Events beside an open `/ops`",
          unit: `events a second of ${offeredPerSecond.toLocaleString("en-US")} offered`,
          better: "higher",
          candidates: throughput,
          targets: [{ against: names.closed, ratio: 0.95 }],
        },
        await heapOf(await openOps(browser, origin), load, minutes, progress),
      ];
    } finally {
      await browser.close();
      await stopChild(server);
    }
  });

/** The heap of a page after some minutes under load. */
async function heapOf(page: Page, load: Load, minutes: number, progress: (line: string) => void): Promise<Measurement> {
  let isOver = false;
  const [samples, rate] = await Promise.all([
    watchHeap(page, minutes, progress).finally(() => {
      isOver = true;
    }),
    load.run(() => isOver),
  ]);
  progress(`heap: ${round3(growthPerMinute(samples))} MB a minute of growth at ${round3(rate)} events a second`);
  return {
    title: "Heap of `/ops`",
    unit: "megabytes",
    better: "lower",
    candidates: [
      { name: `after ${minutes} min`, figures: [samples.at(-1)?.megabytes ?? Number.NaN] },
      { name: "most", figures: [mostMegabytes] },
    ],
    targets: [{ against: "most", ratio: 1 }],
  };
}

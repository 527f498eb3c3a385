import { stopChild } from "../child";
import { launchChromium } from "../chromium";
import { type Measurement, round3 } from "../measure";
import { withPool } from "../postgres";
import { startServer } from "../writes";
import { firstLoad } from "./first-load";
import { longList } from "./long-list";
import { secondTab } from "./second-tab";
import { addTasks, allTasks, taskCount } from "./tasks";

const tasks = `${taskCount.toLocaleString("en-US")} tasks`;

/** The parts in the order of the page, and the most that each may be. */
const parts = {
  kilobytes: { part: "first load, compressed kB", most: 130 },
  requests: { part: "first load, requests", most: 6 },
  /** What counts as good. Source: https://web.dev/articles/fcp */
  paintMs: { part: "first paint, ms", most: 1_800 },
  shift: { part: "layout shift", most: 0.01 },
  nodes: { part: `${tasks}, elements`, most: 2_000 },
  nextViewMs: { part: `${tasks}, next view, ms of CPU`, most: 100 },
  /** What a person takes for at once. Source: https://web.dev/articles/rail */
  secondTabMs: { part: "Enter to the second tab, ms", most: 100 },
} as const;

type Part = keyof typeof parts;

/** What the page weighs and how quick it is, each time in a browser that has nothing of it, with 10,000 tasks. */
export const benchWeb = (rounds: number, progress: (line: string) => void): Promise<Measurement[]> =>
  withPool(async (database, pool) => {
    // Before anything is started: what is missing is said at once.
    const browser = await launchChromium();
    const server = await startServer("freehold", database);
    try {
      const { origin } = new URL(server.message);
      await addTasks(pool);
      const all = await allTasks(origin);
      // The first load of a process is slow.
      await firstLoad(browser, origin);
      const figures = new Map<string, number[]>();
      for (let round = 1; round <= rounds; round += 1) {
        const found: Record<Part, number> = {
          ...(await firstLoad(browser, origin)),
          ...(await longList(browser, origin, all)),
          secondTabMs: await secondTab(browser, origin),
        };
        for (const [name, figure] of Object.entries(found)) figures.set(name, [...(figures.get(name) ?? []), figure]);
        const words = Object.entries(parts).map(
          ([name, { part }]) => `${part} ${round3(figures.get(name)?.at(-1) ?? 0)}`,
        );
        progress(`round ${round} of ${rounds}: ${words.join("; ")}`);
      }
      return Object.entries(parts).map(([name, { part, most }]) => ({
        title: "The page",
        part,
        unit: "against the most that each may be",
        better: "lower",
        candidates: [
          { name: "the page", figures: figures.get(name) ?? [] },
          { name: "most", figures: [most] },
        ],
        targets: [{ against: "most", ratio: 1 }],
      }));
    } finally {
      await browser.close();
      await stopChild(server);
    }
  });

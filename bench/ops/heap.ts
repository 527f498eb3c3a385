import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";

/** Looks at the heap in a whole run. */
const looks = 20;

export interface HeapSample {
  minutes: number;
  megabytes: number;
}

/** The JavaScript heap of a page for some minutes, each time without what is garbage. */
export async function watchHeap(page: Page, minutes: number, progress: (line: string) => void): Promise<HeapSample[]> {
  const chromium = await page.context().newCDPSession(page);
  const began = performance.now();
  const samples: HeapSample[] = [];
  for (let look = 1; look <= looks; look += 1) {
    await pause(began + (look / looks) * minutes * 60_000 - performance.now());
    await chromium.send("HeapProfiler.collectGarbage");
    const { usedSize } = await chromium.send("Runtime.getHeapUsage");
    const sample = { minutes: (performance.now() - began) / 60_000, megabytes: usedSize / 1e6 };
    samples.push(sample);
    if (look % 5 === 0) progress(`heap after ${sample.minutes.toFixed(1)} min: ${sample.megabytes.toFixed(2)} MB`);
  }
  return samples;
}

/**
 * Megabytes a minute that the heap grows by: the slope of the line through the samples of the second half, since a page that
 * has just opened grows in any case.
 */
export function growthPerMinute(samples: readonly HeapSample[]): number {
  const late = samples.slice(Math.floor(samples.length / 2));
  const mean = (of: (sample: HeapSample) => number) => late.reduce((sum, each) => sum + of(each), 0) / late.length;
  const [x, y] = [mean(({ minutes }) => minutes), mean(({ megabytes }) => megabytes)];
  const sum = (of: (sample: HeapSample) => number) => late.reduce((total, each) => total + of(each), 0);
  return sum(({ minutes, megabytes }) => (minutes - x) * (megabytes - y)) / sum(({ minutes }) => (minutes - x) ** 2);
}

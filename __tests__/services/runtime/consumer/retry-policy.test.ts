import * as fc from "fast-check";
import { nextWaitMs, sideEffectRetries } from "../../../../services/runtime/consumer/retry-policy";

const hour = 3_600_000;

test("side effects are retried after 10 s, 1 m, 5 m, 30 m, 2 h and every 6 h, and for the last time after 24 h", () => {
  const waits: number[] = [];
  let failingForMs = 0;
  for (let failures = 1; ; failures += 1) {
    const wait = nextWaitMs(sideEffectRetries, { failures, failingForMs }, () => 0);
    if (wait === undefined) break;
    waits.push(wait / 1_000);
    failingForMs += wait;
  }
  expect(waits.slice(0, 7)).toEqual([10, 60, 300, 1_800, 7_200, 21_600, 21_600]);
  expect(failingForMs).toBe(24 * hour);
});

test("a wait is never shorter than the receiver asks for, and never reaches beyond the end of the series", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 0, max: 24 * hour - 1 }),
      fc.integer({ min: 0, max: 100 * hour }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, failingForMs, retryAfterMs, random) => {
        const left = 24 * hour - failingForMs;
        const wait = nextWaitMs(sideEffectRetries, { failures, failingForMs, retryAfterMs }, () => random) ?? 0;
        expect(wait).toBeLessThanOrEqual(left);
        expect(wait).toBeGreaterThanOrEqual(Math.min(retryAfterMs, left));
      },
    ),
  );
});

test("a series of no length has one try", () => {
  expect(nextWaitMs({ ...sideEffectRetries, giveUpAfterMs: 0 }, { failures: 1, failingForMs: 0 })).toBeUndefined();
});

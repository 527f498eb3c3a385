import { growthPerMinute } from "../../bench/ops/heap";

/** Samples of ten minutes. */
const samples = (megabytes: (minutes: number) => number) =>
  Array.from({ length: 20 }, (_, index) => (index + 1) / 2).map((minutes) => ({
    minutes,
    megabytes: megabytes(minutes),
  }));

test("a heap that leaks a megabyte a minute grows by one", () => {
  expect(growthPerMinute(samples((minutes) => 5 + minutes))).toBeCloseTo(1);
});

test("a heap that fills at first and then stays does not grow", () => {
  expect(growthPerMinute(samples((minutes) => Math.min(minutes, 4)))).toBeCloseTo(0);
});

test("a heap that goes up and down hardly grows", () => {
  expect(Math.abs(growthPerMinute(samples((minutes) => 5 + (minutes % 1))))).toBeLessThan(0.05);
});

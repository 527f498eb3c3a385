import { quantileOf } from "../../../../services/backend/ops/quantile";

const infinite = Number.POSITIVE_INFINITY;

test("estimates as Prometheus does: linear within a bucket", () => {
  const buckets = [
    [0.1, 10],
    [1, 20],
    [infinite, 20],
  ] as const;
  expect(quantileOf(buckets, 0.5)).toBeCloseTo(0.1);
  expect(quantileOf(buckets, 0.75)).toBeCloseTo(0.55);
});

test("what is beyond the last bound counts as that bound", () => {
  expect(
    quantileOf(
      [
        [1, 0],
        [infinite, 5],
      ],
      0.99,
    ),
  ).toBe(1);
});

test("is null when nothing was observed", () => {
  expect(quantileOf([[infinite, 0]], 0.5)).toBeNull();
  expect(quantileOf([], 0.5)).toBeNull();
});

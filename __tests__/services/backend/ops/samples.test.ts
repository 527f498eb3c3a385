import { Samples } from "../../../../services/backend/ops/samples";

test("forgets the oldest moment first", () => {
  const samples = new Samples(2);
  for (const at of [10, 20, 30]) samples.add(at, new Map([["events", at]]));
  expect(samples.times).toEqual([20, 30]);
  expect([samples.at(0, "events"), samples.at(1, "events")]).toEqual([20, 30]);
});

test("a counter that appears later was 0 before", () => {
  const samples = new Samples(10);
  samples.add(10, new Map());
  samples.add(20, new Map([["events", 3]]));
  expect([samples.at(0, "events"), samples.at(1, "events"), samples.at(0, "others")]).toEqual([0, 3, 0]);
});

test("finds the moment that is old enough, or the oldest", () => {
  const samples = new Samples(10);
  expect(samples.before(100, 5)).toBeUndefined();
  for (const at of [80, 90, 98]) samples.add(at, new Map());
  expect(samples.before(100, 5)).toBe(1);
  expect(samples.before(100, 50)).toBe(0);
});

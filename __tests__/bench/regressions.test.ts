import type { Measurement } from "../../bench/measure";
import { regressions } from "../../bench/regressions";
import { toMarkdown } from "../../bench/report";

const measurement = (better: Measurement["better"], ours: number): Measurement => ({
  title: `Things, ${better} is better`,
  unit: "things",
  better,
  candidates: [
    { name: "ours", figures: [ours] },
    { name: "a peer", figures: [10] },
  ],
  targets: [{ against: "a peer", ratio: 1 }],
});
const page = toMarkdown("npm run bench", [measurement("higher", 20), measurement("lower", 20)]).join("\n");

test("a ratio that is worse by more than a quarter is named, with that of the page", () => {
  expect(regressions(page, [measurement("higher", 15.9)])).toEqual([
    "Things, higher is better, against a peer: 1.59 ×, but 2 × on the page",
  ]);
  expect(regressions(page, [measurement("lower", 25.1)])).toEqual([
    "Things, lower is better, against a peer: 2.51 ×, but 2 × on the page",
  ]);
});

test("a ratio that is better, or worse by a quarter, is none", () => {
  expect(regressions(page, [measurement("higher", 16), measurement("lower", 25)])).toEqual([]);
  expect(regressions(page, [measurement("higher", 90), measurement("lower", 1)])).toEqual([]);
});

test("what the page does not have is not compared", () => {
  expect(regressions("# Benchmarks\n", [measurement("higher", 1)])).toEqual([]);
});

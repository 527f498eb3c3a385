import type { Measurement } from "../../bench/measure";
import { plot, ratiosOf } from "../../bench/plot";
import { replaceSection, toMarkdown } from "../../bench/report";

const measurement = (ours: number, better: Measurement["better"], target: number): Measurement => ({
  title: `A measure where ${better} is better`,
  unit: "things",
  better,
  candidates: [
    { name: "ours", figures: [ours, ours, ours] },
    { name: "a peer", figures: [10, 10, 10] },
  ],
  targets: [{ against: "a peer", ratio: target }],
});

/** A page as `npm run bench` writes it. */
const pageOf = (...measurements: Measurement[]) =>
  toMarkdown("a suite", measurements).reduce(replaceSection, "# Benchmarks\n");

test("the plot has the ratios that the page has", () => {
  expect(ratiosOf(pageOf(measurement(40, "higher", 2), measurement(40, "lower", 2)))).toEqual([
    { title: "A measure where higher is better", subtitle: "against a peer", ratio: 4, target: 2, atMost: false },
    { title: "A measure where lower is better", subtitle: "against a peer", ratio: 4, target: 2, atMost: true },
  ]);
});

test("measurements of one title are rows of one section, and each has its bar", () => {
  const lists = ["no filter", "status"].map((part) => ({ ...measurement(5, "lower", 2), title: "Lists", part }));
  const page = pageOf(...lists);
  expect(page.match(/^## .+/gm)).toEqual(["## Lists"]);
  expect(page).toContain("- status: **5**, **10**; 0.50×\n");
  expect(ratiosOf(page)).toEqual([
    { title: "Lists", subtitle: "no filter", ratio: 0.5, target: 2, atMost: true },
    { title: "Lists", subtitle: "status", ratio: 0.5, target: 2, atMost: true },
  ]);
});

test("a figure has its spread, and a limit has none", () => {
  const candidates = [
    { name: "ours", figures: [5, 4, 6] },
    { name: "a peer", figures: [10] },
  ];
  const page = pageOf({ ...measurement(5, "lower", 2), part: "size", candidates });
  expect(page).toContain("- size: **5** (4–6), **10**; 0.50×\n");
});

test("a new section comes after the other measurements, before the machine", () => {
  const sections = ["Reads", "Machine", "How to read them"].map((title) => `## ${title}\n`);
  const page = toMarkdown("a suite", [measurement(5, "lower", 2)]).reduce(replaceSection, sections.join("\n"));
  expect(page.match(/^## .+/gm)).toEqual([
    "## Reads",
    "## A measure where lower is better",
    "## Machine",
    "## How to read them",
  ]);
});

test("what is reached and what is missed look different", () => {
  const bars = (svg: string) => [...svg.matchAll(/<rect [^>]*class="(\w+)"/g)].map(([, name]) => name);
  expect(bars(plot(pageOf(measurement(40, "higher", 2), measurement(40, "lower", 2))))).toEqual(["reached", "missed"]);
});

test("a name can't break the picture", () => {
  const { candidates, ...rest } = measurement(40, "higher", 2);
  const named = { ...rest, candidates, targets: [{ against: "a peer", ratio: 2 }], title: "a < b & c" };
  expect(plot(pageOf(named))).toContain("a &lt; b &amp; c");
});

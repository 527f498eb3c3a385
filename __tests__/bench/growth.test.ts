import { type Curve, fallsAt, levelsOffAt, point, type Row, risesAt } from "../../bench/growth/curve";
import { curvesOf, introduction, isQuick, toSection } from "../../bench/growth/page";
import { plotCurves } from "../../bench/growth/plot";

const rowsOf = (line: string, unit: string, figures: Record<number, number>): Row[] =>
  Object.entries(figures).map(([x, figure]) => ({ x: Number(x), figure, unit, line }));

const curve: Curve = {
  title: "Clients that write",
  axis: "clients",
  setup: "posts",
  rows: [...rowsOf("POST", "a second", { 1: 1_200, 64: 4_500 }), ...rowsOf("p50", "ms", { 1: 0.8 })],
  advice: `It bends.
${"More of this. ".repeat(20)}`,
};
const page = `${introduction(false)}\n${toSection("npm run bench -- growth writes", curve)}`;

test("the plot has the figures that the page has", () => {
  const { title, axis, rows } = curve;
  expect(curvesOf(page)).toEqual([{ title, axis, rows: expect.arrayContaining(rows) }]);
  expect(curvesOf(page)[0]?.rows).toHaveLength(rows.length);
});

test("a curve is a table with a column for each line, and its advice in lines of a page's width", () => {
  expect(page).toContain(`| clients | POST (a second) | p50 (ms) |
| --: | --: | --: |
| 1 | 1,200 | 0.8 |
| 64 | 4,500 |  |
`);
  expect(page.split("\n").filter((line) => line.length > 140)).toEqual([]);
});

test("each unit of a curve has a panel, each line its points, and a single point is drawn too", () => {
  const svg = plotCurves(curvesOf(page));
  expect(svg.match(/<g /g)).toHaveLength(2);
  expect(svg.match(/<polyline /g)).toHaveLength(2);
  expect(svg.match(/<circle /g)).toHaveLength(3);
  expect(svg).not.toMatch(/NaN|Infinity/);
});

test("a page of a quick run says so in its first line", () => {
  expect(introduction(true).split("\n")[0]).toMatch(/quick run/);
  expect(isQuick(introduction(true))).toBe(true);
  expect(isQuick(introduction(false))).toBe(false);
});

test("a bend is the first size at which the figure has fallen, has risen or brings little more", () => {
  const rates = rowsOf("rate", "a second", { 1: 100, 2: 190, 4: 200, 8: 70 });
  expect(levelsOffAt(rates)).toBe(2);
  expect(fallsAt(rates, 0.8)).toBe(8);
  expect(risesAt(rates, 1.5)).toBe(2);
  expect([levelsOffAt([]), fallsAt([], 0.8), risesAt(rates, 3)]).toEqual([undefined, undefined, undefined]);
});

test("a point is the median of its rounds", async () => {
  const figures = [5, 1, 3];
  const options = { quick: false, large: false, rounds: 3, events: 1, progress: () => {} };
  const measured = await point(options, { x: 1, unit: "ms", line: "p50" }, async () => figures.pop() ?? 0);
  expect(measured).toEqual({ x: 1, unit: "ms", line: "p50", figure: 3 });
});

import { text } from "../plot";
import type { Curve, Row } from "./curve";

type Drawn = Pick<Curve, "title" | "axis" | "rows">;

const [panelWidth, panelHeight, columns] = [320, 250, 3];
/** The area of a panel in which its lines are. */
const area = { left: 52, right: 304, top: 72, bottom: 204 };
const colours = ["#0969da", "#bc4c00", "#8250df"];

const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 });

/** Where a figure is between two others on a logarithmic axis from one place to another. */
const at = (figure: number, [low, high]: [number, number], [from, to]: [number, number]): number =>
  low === high ? (from + to) / 2 : from + ((to - from) * Math.log(figure / low)) / Math.log(high / low);

/** The curves as panels, one for each unit of a curve; both axes are logarithmic, so that proportional growth is a diagonal. */
export function plotCurves(curves: readonly Drawn[]): string {
  const panels = curves.flatMap(({ title, axis, rows }) =>
    [...new Set(rows.map(({ unit }) => unit))].map((unit) => ({
      title,
      axis: `${unit}, by ${axis}`,
      rows: rows.filter((row) => row.unit === unit && row.figure > 0),
    })),
  );
  const [width, height] = [panelWidth * columns, panelHeight * Math.ceil(panels.length / columns)];
  const drawn = panels.map((each, index) => {
    const [x, y] = [(index % columns) * panelWidth, Math.floor(index / columns) * panelHeight];
    return `<g transform="translate(${x} ${y})">${panel(each)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Each figure by what grows">
<style>text{font:11px system-ui,sans-serif;fill:#57606a}.title{font-size:13px;font-weight:600;fill:#24292f}.x{text-anchor:middle}.y{text-anchor:end}.grid{stroke:#d0d7de}polyline{fill:none;stroke-width:2}</style>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${drawn.join("\n")}
</svg>
`;
}

function panel({ title, axis, rows }: Drawn): string {
  const figures = rows.map(({ figure }) => figure);
  const low = Math.floor(Math.log10(Math.min(...figures)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...figures))));
  const xs = [...new Set(rows.map(({ x }) => x))];
  const xOf = (x: number) => at(x, [Math.min(...xs), Math.max(...xs)], [area.left, area.right]).toFixed(1);
  const yOf = (figure: number) => at(figure, [10 ** low, 10 ** high], [area.bottom, area.top]).toFixed(1);
  const decades = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)).map((figure) => {
    const y = yOf(figure);
    return `<line x1="${area.left}" x2="${area.right}" y1="${y}" y2="${y}" class="grid"/>${text(area.left - 6, Number(y) + 4, short.format(figure), ' class="y"')}`;
  });
  const ticks = xs.map((x) => text(Number(xOf(x)), area.bottom + 18, short.format(x), ' class="x"'));
  const lines = [...new Set(rows.map(({ line }) => line))].map((line, index) => {
    const points = rows.filter((row) => row.line === line);
    const colour = colours[index % colours.length] ?? "";
    return lineOf(points, colour, xOf, yOf) + text(area.left, 52 + 13 * index, line, ` style="fill:${colour}"`);
  });
  return [text(16, 20, title, ' class="title"'), text(16, 36, axis), ...decades, ...ticks, ...lines].join("");
}

function lineOf(rows: readonly Row[], colour: string, xOf: (x: number) => string, yOf: (y: number) => string): string {
  const points = rows.map(({ x, figure }) => [xOf(x), yOf(figure)]);
  const dots = points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`);
  return `<polyline points="${points.map((each) => each.join(",")).join(" ")}" stroke="${colour}"/>${dots.join("")}`;
}

import { round3 } from "../measure";
import { type Curve, count, type Row } from "./curve";

const quickTitle = "# Growth: a quick run, no results";

/** Whether a page comes from a quick run, so that a whole one replaces all of it. */
export const isQuick = (page: string): boolean => page.startsWith(quickTitle);

export const introduction = (quick: boolean): string =>
  `${
    quick
      ? `${quickTitle}

These figures come from \`--quick\`: tiny sizes, measured once. They show that the measurement works. Do not compare them.`
      : "# Growth"
  }

\`npm run bench -- growth\` measures how cost grows and writes this page. Each figure is a median. Compare the shape of a curve between
machines, never its figures: [benchmarks](benchmarks.md) compare Freehold with its peers.

![Each figure by what grows, both axes logarithmic](../images/growth.svg)
`;

/** A curve as a section of the page: a row for each x, a column for each line. */
export function toSection(command: string, { title, axis, setup, rows, advice }: Curve): string {
  const heads = [...new Set(rows.map(headOf))];
  const table = [...new Set(rows.map(({ x }) => x))].map((x) => {
    const cells = heads.map((head) => rows.find((row) => row.x === x && headOf(row) === head)?.figure);
    return [count(x), ...cells.map((figure) => (figure === undefined ? "" : round3(figure)))];
  });
  return [
    ...[`## ${title}`, "", `\`${command}\`: ${setup}.`, ""],
    ...[[axis, ...heads], ["--:", ...heads.map(() => "--:")], ...table].map((cells) => `| ${cells.join(" | ")} |`),
    ...["", wrap(advice), ""],
  ].join("\n");
}

/** Breaks a text into lines, as the other pages are. */
const wrap = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/(.{1,130})(?: |$)/g, "$1\n")
    .trimEnd();

const headOf = ({ line, unit }: Row): string => `${line} (${unit})`;

/** The curves that the page has, in its order, as far as they can be drawn. */
export function curvesOf(page: string): Pick<Curve, "title" | "axis" | "rows">[] {
  return page.split(/^## /m).flatMap((section) => {
    const [title = ""] = section.split("\n");
    const [[axis = "", ...heads] = [], , ...table] = [...section.matchAll(/^\| (.*) \|$/gm)].map(([, cells = ""]) =>
      cells.split(" | "),
    );
    if (!axis) return [];
    const rows = table.flatMap(([x = "", ...cells]) =>
      cells.flatMap((cell, index) => {
        const [, line = "", unit = ""] = /^(.*) \((.*)\)$/.exec(heads[index] ?? "") ?? [];
        return cell.trim() ? [{ x: numberOf(x), figure: numberOf(cell), unit, line }] : [];
      }),
    );
    return [{ title, axis, rows }];
  });
}

const numberOf = (cell: string): number => Number(cell.replaceAll(",", ""));

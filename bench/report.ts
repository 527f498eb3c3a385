import { cpus, totalmem } from "node:os";
import { compare, type Measurement, median, round3 } from "./measure";

const spread = (figures: readonly number[]): string =>
  `${round3(Math.min(...figures))} … ${round3(Math.max(...figures))}`;

/** A measurement as a section of docs/benchmarks.md. */
export function toMarkdown(command: string, measurement: Measurement): string {
  const { title, unit, better, candidates } = measurement;
  const rows = candidates.map(({ name, figures }) => `| ${name} | ${round3(median(figures))} | ${spread(figures)} |`);
  const verdicts = compare(measurement).map(
    ({ against, ratio, target, reached }) =>
      `| ${against} | ${ratio.toFixed(2)} × | ${better === "higher" ? "≥" : "≤"} ${target} × | ${reached ? "reached" : "**missed**"} |`,
  );
  const against =
    verdicts.length === 0 ? [] : ["", "| against | ratio | to reach | |", "|---|---|---|---|", ...verdicts];
  return [
    `## ${title}`,
    "",
    `\`${command}\`, on ${cpus().length} cores (${cpus()[0]?.model.trim()}) and ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}; ${unit}, ${better} is better.`,
    "",
    "| | median | from … to |",
    "|---|---|---|",
    ...rows,
    ...against,
    "",
  ].join("\n");
}

/** Puts a section in the place of the one with the same title, or at the end. */
export function replaceSection(page: string, section: string): string {
  const [title = ""] = section.split("\n");
  const parts = page.split(/^(?=## )/m);
  const at = parts.findIndex((part) => part.startsWith(`${title}\n`));
  if (at < 0) parts.push(section);
  else parts[at] = section;
  return `${parts.map((part) => part.trim()).join("\n\n")}\n`;
}

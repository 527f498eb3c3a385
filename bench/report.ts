import { cpus } from "node:os";
import { compare, type Measurement, median, round3 } from "./measure";

const spread = (figures: readonly number[]): string =>
  `${round3(Math.min(...figures))}–${round3(Math.max(...figures))}`;

/** A measurement as a section of docs/reference/benchmarks.md. */
export function toMarkdown(command: string, measurement: Measurement): string {
  const { title, unit, better, candidates } = measurement;
  const verdicts = new Map(
    compare(measurement).map(({ against, ratio, target, reached }) => [
      against,
      `; ${ratio.toFixed(2)} ×, target ${better === "higher" ? "≥" : "≤"} ${target} ×${reached ? "" : ", **missed**"}`,
    ]),
  );
  const rows = candidates.map(
    ({ name, figures }) => `- ${name}: **${round3(median(figures))}** (${spread(figures)})${verdicts.get(name) ?? ""}`,
  );
  return [
    `## ${title}`,
    "",
    `\`${command}\`: ${unit}, ${better} is better. ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}.`,
    "",
    ...rows,
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

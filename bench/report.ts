import { cpus } from "node:os";
import { compare, type Measurement, median, round3 } from "./measure";

const spread = (figures: readonly number[]): string =>
  `${round3(Math.min(...figures))}–${round3(Math.max(...figures))}`;

/** The machine of the last run, as a section of docs/reference/benchmarks.md. */
export const machine = (): string =>
  `## Machine\n\n${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}.\n`;

/** Measurements as sections of docs/reference/benchmarks.md: those with the same title share one. */
export const toMarkdown = (command: string, measurements: readonly Measurement[]): string[] =>
  [...new Set(measurements.map(({ title }) => title))].map((title) =>
    section(
      command,
      measurements.filter((each) => each.title === title),
    ),
  );

function section(command: string, measurements: readonly Measurement[]): string {
  const [{ title = "", unit = "", better = "" } = {}] = measurements;
  return [
    `## ${title}`,
    "",
    `\`${command}\`: ${unit}, ${better} is better.`,
    "",
    ...measurements.flatMap((each) => (each.part === undefined ? rowsOf(each) : partRow(each, each.part))),
    "",
  ].join("\n");
}

const figure = (figures: readonly number[]): string => `**${round3(median(figures))}** (${spread(figures)})`;

/** The ratio to a peer; empty for a candidate that is no target. */
function verdict(measurement: Measurement, name: string): string {
  const comparison = compare(measurement).find(({ against }) => against === name);
  if (!comparison) return "";
  const { ratio, target, reached } = comparison;
  const sign = measurement.better === "higher" ? "≥" : "≤";
  return `; ${ratio.toFixed(2)} ×, target ${sign} ${target} ×${reached ? "" : ", **missed**"}`;
}

/** A row for each candidate. */
const rowsOf = (measurement: Measurement): string[] =>
  measurement.candidates.map(({ name, figures }) => `- ${name}: ${figure(figures)}${verdict(measurement, name)}`);

/** A row for all of one part: ours, then each peer. The title of the section says who they are. */
function partRow(measurement: Measurement, part: string): string {
  const [ours, ...peers] = measurement.candidates;
  const others = peers.map(({ name, figures }) => ` against ${figure(figures)}${verdict(measurement, name)}`);
  return `- ${part}: ${figure(ours?.figures ?? [])}${others.join("")}`;
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

import { cpus } from "node:os";
import { type Comparison, compare, type Measurement, median, round3 } from "./measure";

/** A limit, and what is the same each time, has none. */
function spread(figures: readonly number[]): string {
  const [least, most] = [Math.min(...figures), Math.max(...figures)].map(round3);
  return least === most ? "" : ` (${least}–${most})`;
}

/** The machine of the last run, as a section of docs/reference/benchmarks.md. */
export const machine = (): string =>
  `## Machine\n\n${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}.\n`;

/** Measurements as sections of docs/reference/benchmarks.md: those with the same title share one. */
export const toMarkdown = (suite: string, measurements: readonly Measurement[]): string[] =>
  [...new Set(measurements.map(({ title }) => title))].map((title) =>
    section(
      suite,
      measurements.filter((each) => each.title === title),
    ),
  );

function section(suite: string, measurements: readonly Measurement[]): string {
  const [first] = measurements;
  if (!first) return "";
  const { title, unit, better, part } = first;
  const targets = part === undefined ? "" : `; ${goal(better, first.targets[0]?.ratio)}`;
  return [
    `## ${title}`,
    "",
    `\`${suite}\`: ${unit}, ${better} is better${targets}.`,
    "",
    ...measurements.flatMap((each) => (each.part === undefined ? rowsOf(each) : partRow(each, each.part))),
    "",
  ].join("\n");
}

const figure = (figures: readonly number[]): string => `**${round3(median(figures))}**${spread(figures)}`;

const goal = (better: Measurement["better"], ratio = 0): string => `target ${better === "higher" ? "≥" : "≤"}${ratio}×`;

const missed = ({ reached }: Comparison): string => (reached ? "" : ", **missed**");

/** A row for each candidate, with the ratio to a peer and its target. */
function rowsOf(measurement: Measurement): string[] {
  const comparisons = compare(measurement);
  return measurement.candidates.map(({ name, figures }) => {
    const found = comparisons.find(({ against }) => against === name);
    const verdict = found
      ? `; ${found.ratio.toFixed(2)}×, ${goal(measurement.better, found.target)}${missed(found)}`
      : "";
    return `- ${name}: ${figure(figures)}${verdict}`;
  });
}

/** A row for one part: ours, then its one peer. The head of the section says who they are, and the target. */
function partRow(measurement: Measurement, part: string): string {
  const [ours, peer] = measurement.candidates;
  const verdicts = compare(measurement).map((each) => `; ${each.ratio.toFixed(2)}×${missed(each)}`);
  return `- ${part}: ${figure(ours?.figures ?? [])}, ${figure(peer?.figures ?? [])}${verdicts.join("")}`;
}

/** Puts a section in the place of the one with the same title, or after the other measurements: before the machine. */
export function replaceSection(page: string, section: string): string {
  const [title = ""] = section.split("\n");
  const parts = page.split(/^(?=## )/m);
  const at = parts.findIndex((part) => part.startsWith(`${title}\n`));
  if (at >= 0) parts[at] = section;
  else parts.splice(beforeMachine(parts), 0, section);
  return `${parts.map((part) => part.trim()).join("\n\n")}\n`;
}

function beforeMachine(parts: readonly string[]): number {
  const at = parts.findIndex((part) => part.startsWith("## Machine\n"));
  return at < 0 ? parts.length : at;
}

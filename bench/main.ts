import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { benchEvents } from "./events";
import { benchIdle } from "./idle";
import { benchKafka } from "./kafka";
import { compare, type Measurement, round3 } from "./measure";
import { benchPush } from "./push";
import { replaceSection, toMarkdown } from "./report";
import { benchSynth } from "./synth";

const page = path.join(__dirname, "..", "docs", "benchmarks.md");
const introduction = `# Benchmarks

Each figure is of one run, peers side by side, and written by the command above its table. Ratios travel from one machine
to another; the figures themselves do not.
`;

type Suite = (rounds: number, events: number, progress: (line: string) => void) => Promise<Measurement[]>;

const suites: Record<string, Suite> = {
  synth: async (rounds, _events, progress) => [await benchSynth(rounds, progress)],
  events: async (rounds, events, progress) => [await benchEvents(events, rounds, progress)],
  kafka: async (rounds, events, progress) => [await benchKafka(events, rounds, progress)],
  push: async (rounds, _events, progress) => benchPush(rounds, progress),
  idle: async (rounds, _events, progress) => benchIdle(rounds, progress),
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: "string", default: "3" },
      events: { type: "string", default: "20000" },
      write: { type: "boolean", default: true },
    },
    allowNegative: true,
  });
  const options = process.argv.slice(2).filter((word) => !positionals.includes(word));
  const unknown = positionals.find((name) => !Object.hasOwn(suites, name));
  if (unknown) throw new Error(`There is no suite "${unknown}". There are: ${Object.keys(suites).join(", ")}`);
  for (const name of positionals.length > 0 ? positionals : Object.keys(suites)) {
    const suite = suites[name];
    if (!suite) continue;
    console.log(`\n${name}`);
    const measured = await suite(Number(values.rounds), Number(values.events), (line) => console.log(`  ${line}`));
    for (const measurement of measured) {
      for (const { against, ratio, target, reached } of compare(measurement)) {
        const sign = measurement.better === "higher" ? "≥" : "≤";
        console.log(
          `  ${measurement.title}: ${round3(ratio)} × ${against}, to reach ${sign} ${target} ×: ${reached ? "reached" : "MISSED"}`,
        );
      }
      if (!values.write) continue;
      const before = existsSync(page) ? readFileSync(page, "utf8") : introduction;
      writeFileSync(
        page,
        replaceSection(before, toMarkdown(["npm run bench --", ...options, name].join(" "), measurement)),
      );
    }
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

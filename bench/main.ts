import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandLine } from "../scripts/operations/command-line";
import { benchCommandLine } from "./command-line";
import { benchEvents } from "./events";
import { curveNames, measureGrowth } from "./growth/run";
import { benchIdle } from "./idle";
import { benchKafka } from "./kafka";
import { compare, type Measurement, round3 } from "./measure";
import { benchOps } from "./ops/run";
import { plot } from "./plot";
import { benchPush } from "./push";
import { benchReads } from "./reads";
import { regressions } from "./regressions";
import { machine, replaceSection, toMarkdown } from "./report";
import { benchSynth } from "./synth";
import { benchWeb } from "./web/run";
import { benchWrites } from "./writes";

const page = path.join(__dirname, "..", "docs", "reference", "benchmarks.md");
const image = path.join(__dirname, "..", "docs", "images", "benchmarks.svg");
const introduction = `# Benchmarks

\`npm run bench\` measures Freehold beside its peers and writes this page: median, range, Freehold's ratio to the peer. Each section names its
suite: \`npm run bench -- push\`. Between machines, compare only ratios.

![Each ratio as a share of its target](../images/benchmarks.svg)
`;

type Progress = (line: string) => void;
type Suite = (rounds: number, events: number, progress: Progress, minutes: number) => Promise<Measurement[]>;

const suites: Record<string, Suite> = {
  "command-line": async (rounds, _events, progress) => [await benchCommandLine(rounds, progress)],
  synth: async (rounds, _events, progress) => [await benchSynth(rounds, progress)],
  events: async (rounds, events, progress) => [await benchEvents(events, rounds, progress)],
  kafka: async (rounds, events, progress) => [await benchKafka(events, rounds, progress)],
  push: async (rounds, _events, progress) => benchPush(rounds, progress),
  writes: async (rounds, _events, progress) => benchWrites(rounds, progress),
  reads: async (rounds, _events, progress) => benchReads(rounds, progress),
  idle: async (rounds, _events, progress) => benchIdle(rounds, progress),
  web: async (rounds, _events, progress) => benchWeb(rounds, progress),
  ops: async (rounds, events, progress, minutes) => benchOps(rounds, events, minutes, progress),
};

const names = Object.keys(suites);
const usage = `Measures the platform beside its peers and writes docs/reference/benchmarks.md; with growth, measures how cost
grows and writes docs/reference/growth.md.

Usage: npx freehold bench [SUITE…] [--rounds N] [--events N] [--minutes N] [--no-write] [--check] [--json]
       npx freehold bench growth [CURVE…] [--rounds N] [--events N] [--quick] [--large] [--no-write] [--json]

  SUITE         ${names.join(", ")}. Default: all of them
  CURVE         ${curveNames.join(", ")}. Default: all of them
  --quick       tries a curve at tiny sizes, each measured once
  --large       goes on to 10 million rows, which take 25 GB of disk
  --rounds N    how often each is measured. Default: 3
  --events N    how many events a round has. Default: 20000
  --minutes N   how long the heap of /ops is watched. Default: 1
  --no-write    leaves the page as it is
  --check       writes nothing, and fails when a ratio is worse than the page's by more than a quarter
  --json        prints everything for a script`;

async function main(): Promise<void> {
  const { values, positionals } = commandLine(
    usage,
    {
      rounds: { type: "string", default: "3" },
      events: { type: "string", default: "20000" },
      minutes: { type: "string", default: "1" },
      "no-write": { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      large: { type: "boolean", default: false },
    },
    names.length,
  );
  const options = process.argv.slice(2).filter((word) => !positionals.includes(word) && word !== "--json");
  // What a script reads is alone on the standard output.
  const say = (line: string) => (values.json ? console.error(line) : console.log(line));
  const rounds = wholeNumber("rounds", values.rounds);
  const events = wholeNumber("events", values.events);
  const minutes = wholeNumber("minutes", values.minutes);
  if (positionals[0] === "growth") {
    const { quick, large } = values;
    if (values.check) throw new Error("--check compares ratios with peers, and growth has none: leave it out.");
    const curves = await measureGrowth({
      names: positionals.slice(1),
      ...{ quick, large, rounds: quick ? 1 : rounds, events: quick ? Math.min(events, 1_000) : events },
      ...{ write: !values["no-write"], say, progress: (line: string) => say(`  ${line}`) },
    });
    if (values.json) console.log(JSON.stringify(curves, null, 2));
    return;
  }
  if (values.quick || values.large) throw new Error("--quick and --large are options of growth only.");
  const all: Measurement[] = [];
  const unknown = positionals.find((name) => !Object.hasOwn(suites, name));
  if (unknown) throw new Error(`There is no suite "${unknown}". There are: ${[...names, "growth"].join(", ")}`);
  for (const name of positionals.length > 0 ? positionals : names) {
    const suite = suites[name];
    if (!suite) continue;
    say(`\n${name}`);
    const measured = await suite(rounds, events, (line) => say(`  ${line}`), minutes);
    for (const measurement of measured) {
      all.push(measurement);
      const what = [measurement.title, measurement.part].filter(Boolean).join(": ");
      for (const { against, ratio, target, reached } of compare(measurement)) {
        const sign = measurement.better === "higher" ? "≥" : "≤";
        say(
          `  ${what}: ${round3(ratio)} × ${against}, to reach ${sign} ${target} ×: ${reached ? "reached" : "MISSED"}`,
        );
      }
    }
    if (values["no-write"] || values.check) continue;
    const before = existsSync(page) ? readFileSync(page, "utf8") : introduction;
    const after = [machine(), ...toMarkdown([...options, name].join(" "), measured)].reduce(replaceSection, before);
    writeFileSync(page, after);
    writeFileSync(image, plot(after));
  }
  if (values.check) for (const worse of regressions(readFileSync(page, "utf8"), all)) fail(worse);
  if (values.json)
    console.log(
      JSON.stringify(
        all.map((each) => ({ ...each, ratios: compare(each) })),
        null,
        2,
      ),
    );
}

function fail(why: string): void {
  console.error(why);
  process.exitCode = 1;
}

/** @throws Error for what is no number of things to measure: it would come out as a page without figures */
function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${option} takes a whole number from 1 on, not "${text}"`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

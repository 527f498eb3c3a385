import { parseArgs } from "node:util";
import { z } from "zod";
import { transportNames } from "./bus";
import { type FaultName, faultNames, faultOf } from "./faults";
import { idle } from "./idle";
import { reminders } from "./reminders";
import { runFault } from "./run";
import { isClean, say, type Verdict } from "./verdict";

const usage = `npm run chaos -- <fault> [--events N] [--seed S] [--times N] [--transport ${transportNames.join(" | ")}]
npm run chaos -- idle [--minutes M]
npm run chaos -- reminders [--events N]

  idle                 nothing is done at all: not one statement may reach the database
  reminders            that many reminders are due at once, with five schedulers
${faultNames.map((name) => `  ${name.padEnd(20)} ${faultOf(name).about}`).join("\n")}`;

const count = z.coerce.number().int().positive();
const options = z.object({
  events: count.default(10_000),
  seed: z.coerce.number().int().nonnegative().optional(),
  times: count.optional(),
  minutes: z.coerce.number().positive().default(60),
  transport: z.enum(transportNames).default("embedded"),
});

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      events: { type: "string" },
      seed: { type: "string" },
      times: { type: "string" },
      minutes: { type: "string" },
      transport: { type: "string" },
      help: { type: "boolean" },
    },
  });
  const [name] = positionals;
  if (values.help || !name) {
    console.log(usage);
    return;
  }
  const parsed = options.safeParse(values);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  if (name === "idle") return idle(parsed.data.minutes, console.log);
  if (name === "reminders") return report(await reminders(parsed.data.events, console.log));
  if (!isFault(name)) throw new Error(`There is no fault "${name}".\n\n${usage}`);
  const { events, transport, seed = Date.now() % 1_000_000, times = faultOf(name).times ?? 1 } = parsed.data;
  console.log(`${name}: ${events} events, transport ${transport}, --seed ${seed}`);
  report(
    await runFault(faultOf(name), {
      ...{ events, seed, transport, times },
      say: (line) => console.log(`  ${line}`),
    }),
  );
}

function report(verdict: Verdict): void {
  console.log(say(verdict));
  if (!isClean(verdict)) process.exitCode = 1;
}

const isFault = (name: string): name is FaultName => faultNames.some((known) => known === name);

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

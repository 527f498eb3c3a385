import { parseArgs } from "node:util";
import { z } from "zod";
import { transportNames } from "./bus";
import { type FaultName, faultNames, faultOf } from "./faults";
import { runFault } from "./run";
import { isClean, say } from "./verdict";

const usage = `npm run chaos -- <fault> [--events N] [--seed S] [--times N] [--transport ${transportNames.join(" | ")}]

${faultNames.map((name) => `  ${name.padEnd(20)} ${faultOf(name).about}`).join("\n")}`;

const count = z.coerce.number().int().positive();
const options = z.object({
  events: count.default(10_000),
  seed: z.coerce.number().int().nonnegative().optional(),
  times: count.optional(),
  transport: z.enum(transportNames).default("embedded"),
});

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      events: { type: "string" },
      seed: { type: "string" },
      times: { type: "string" },
      transport: { type: "string" },
      help: { type: "boolean" },
    },
  });
  const [name] = positionals;
  if (values.help || !name) {
    console.log(usage);
    return;
  }
  if (!isFault(name)) throw new Error(`There is no fault "${name}".\n\n${usage}`);
  const parsed = options.safeParse(values);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const { events, transport, seed = Date.now() % 1_000_000, times = faultOf(name).times ?? 1 } = parsed.data;
  console.log(`${name}: ${events} events, transport ${transport}, --seed ${seed}`);
  const verdict = await runFault(faultOf(name), {
    ...{ events, seed, transport, times },
    say: (line) => console.log(`  ${line}`),
  });
  console.log(say(verdict));
  if (!isClean(verdict)) process.exitCode = 1;
}

const isFault = (name: string): name is FaultName => faultNames.some((known) => known === name);

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

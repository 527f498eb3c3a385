import { z } from "zod";
import { commandLine } from "../scripts/operations/command-line";
import { clients } from "./clients";
import { clocks } from "./clocks";
import { type FaultName, faultNames, faultOf } from "./faults";
import { idle } from "./idle";
import { adaptersOn, outside } from "./outside";
import { poison, rounds } from "./poison";
import { reminders } from "./reminders";
import { runFault } from "./run";
import { sockets } from "./sockets/run";
import { transportNames } from "./transport";
import { add, isClean, say, type Verdict } from "./verdict";

const usage = `Usage: npx freehold chaos <fault> [--events N] [--seed S] [--times N] [--catch-up SECONDS]
                           [--transport ${transportNames.join(" | ")}]
       npx freehold chaos poison [--events N] [--seed S] [--transport T]
       npx freehold chaos idle [--minutes M]
       npx freehold chaos reminders [--events N]
       npx freehold chaos clients
       npx freehold chaos sockets
       npx freehold chaos clocks

  idle                 nothing is done, with the pages open: not one statement may reach the database
  poison               the handler always throws at one event in a hundred: all are dead letters, the others hardly slower
  clients              some send garbage, flood or stall, and are refused; one behaves, and must not notice
  sockets              a thousand WebSockets, 50 of them hostile: the others must hardly notice, and memory returns
  clocks               every occurrence of recurring tasks over both clock changes and a 29 February, with clocks an hour off
  reminders            that many reminders are due at once, with five schedulers: two have a wrong clock, two are killed in the middle
${faultNames.map((name) => `  ${name.padEnd(20)} ${faultOf(name).about}`).join("\n")}`;

const count = z.coerce.number().int().positive();
const options = z.object({
  events: count.default(10_000),
  seed: z.coerce.number().int().nonnegative().optional(),
  times: count.optional(),
  "catch-up": count.default(30),
  minutes: z.coerce.number().positive().default(60),
  transport: z.enum(transportNames).default("embedded"),
});

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values, positionals } = commandLine(
    usage,
    { events: text, seed: text, times: text, "catch-up": text, minutes: text, transport: text },
    1,
  );
  const [name] = positionals;
  if (!name) {
    console.log(usage);
    return;
  }
  const parsed = options.safeParse(values);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  if (name === "idle") return idle(parsed.data.minutes, console.log);
  if (name === "clients") return report(await clients((line) => console.log(`  ${line}`)));
  if (name === "sockets") return report(await sockets((line) => console.log(`  ${line}`)));
  if (name === "clocks") return report(await clocks((line) => console.log(`  ${line}`)));
  if (name === "reminders") return report(await reminders(parsed.data.events, console.log));
  const fault = isFault(name) ? faultOf(name) : undefined;
  if (!fault && name !== "poison") throw new Error(`There is no fault "${name}".\n\n${usage}`);
  const {
    events,
    transport: transportName,
    "catch-up": catchUp,
    seed = Date.now() % 1_000_000,
    times = fault ? (fault.times ?? 1) : rounds,
  } = parsed.data;
  console.log(`${name}: ${events} events, transport ${transportName}, --seed ${seed}`);
  const run = { events, seed, transportName, times, catchUp, say: (line: string) => console.log(`  ${line}`) };
  const verdict = fault ? await runFault(fault, run) : await poison(run);
  if (name === "failpoint") for (const adapter of adaptersOn(transportName)) add(verdict, await outside(adapter, run));
  report(verdict);
}

function report(verdict: Verdict): void {
  console.log(say(verdict));
  if (!isClean(verdict)) process.exitCode = 1;
}

const isFault = (name: string): name is FaultName => faultNames.some((known) => known === name);

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  // Told to stop, it must not go on with what it was at.
  process.exit(1);
});

import { setTimeout as pause } from "node:timers/promises";
import { effectKey } from "./input";
import { type Run, type RunOptions, withRun } from "./run";
import { add, judgeDatabase, type Verdict } from "./verdict";

/** Share of the events at which the handler always throws. */
const share = 0.01;
/** Events a second: well below what any transport carries, or the queue would be measured. */
const rate = 50;
/** Default of `--times`: how often it is measured, each time without poison and with it. */
export const rounds = 3;
/** Share of the events at the beginning that warm up the process, and are not measured. */
const warmUp = 0.1;
/** The p99 of the events of other tasks may become so many times longer. */
const target = 2;

/**
 * Gives the workload events at an even pace, without poison and with it in turns, and prints what poison does to the time
 * from publishing to the effect. Later events of a poisoned task wait for its retries, as they must; what is held against
 * the target is the others.
 */
export async function poison(options: RunOptions): Promise<Verdict> {
  const { times, say } = options;
  const events = Math.ceil(options.events / times);
  const total: Verdict = { lost: 0, doubled: 0, disordered: 0 };
  const calm: number[] = [];
  const others: number[] = [];
  const behind: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const one = { ...options, events, seed: options.seed + round };
    const without = await paced(one, 0);
    const poisoned = await paced(one, share);
    calm.push(...without.others);
    others.push(...poisoned.others);
    behind.push(...poisoned.behind);
    for (const { verdict } of [without, poisoned]) add(total, verdict);
    say(`${round + 1} of ${times}: ${events} events at ${rate} a second, ${poisoned.deadLetters} of them poison`);
  }
  say(`p99 without poison: ${p99(calm).toFixed(0)} ms`);
  say(`p99 of the other tasks: ${p99(others).toFixed(0)} ms`);
  say(`p99 behind a poison event of the same task: ${p99(behind).toFixed(0)} ms, of which 7000 ms are the retries`);
  say(`p99 of the others: ${(p99(others) / p99(calm)).toFixed(2)} x (target: at most ${target} x)`);
  return total;
}

interface Measured {
  verdict: Verdict;
  deadLetters: number;
  /** Milliseconds from publishing to the effect, of the tasks without poison and of those with it. */
  others: number[];
  behind: number[];
}

const paced = (options: RunOptions, poisonShare: number): Promise<Measured> =>
  withRun(options, { poison: poisonShare }, async (run) => {
    const { deliveries, expected } = run.input;
    await run.startService().ready();
    const publishedAt = new Map<string, number>();
    const began = Date.now();
    for (const [index, { subject, sequence }] of deliveries.entries()) {
      await pause(began + (index / rate) * 1_000 - Date.now());
      publishedAt.set(effectKey("task-events", subject, sequence), Date.now());
      await run.feed(1);
    }
    await run.settle();
    const first = began + (deliveries.length / rate) * warmUp * 1_000;
    await run.service?.stop("SIGTERM");
    return {
      verdict: await judgeDatabase(run.database, expected),
      deadLetters: expected.deadLetters.size,
      ...(await latencies(run, publishedAt, first)),
    };
  });

/** Milliseconds from publishing to the effect, of the tasks without poison and of those with it. */
async function latencies(run: Run, publishedAt: Map<string, number>, first: number) {
  const poisoned = new Set(
    run.input.deliveries.filter(({ data }) => "task" in data && data.task.title === "fails").map((e) => e.subject),
  );
  const effects = await run.database.query<{ subject: string; sequence: number; at: number }>(
    `select subject, sequence, (extract(epoch from applied_at) * 1000)::float8 as at
     from public.effects where topic = 'task-events'`,
  );
  const others: number[] = [];
  const behind: number[] = [];
  for (const { subject, sequence, at } of effects) {
    const published = publishedAt.get(effectKey("task-events", subject, sequence));
    if (published === undefined || published < first) continue;
    (poisoned.has(subject) ? behind : others).push(at - published);
  }
  return { others, behind };
}

const p99 = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;

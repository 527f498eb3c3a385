import { setTimeout as pause } from "node:timers/promises";
import { definition } from "../services/audit-consumer/definition";
import { compileProgram } from "./compiled-program";
import { type ChaosDatabase, startDatabase } from "./database";
import { type Input, type InputOptions, makeInput } from "./input";
import { type Random, seeded } from "./random";
import { ServiceProcess } from "./service-process";
import { startTransport } from "./start-transport";
import { withStops } from "./stops";
import type { ChaosTransport, Place, TransportName } from "./transport";
import { judgeDatabase, type Verdict } from "./verdict";

/**
 * Milliseconds without any progress after which a run is over, whatever is missing. The longest silence that is right is
 * that of locks whose transaction has vanished: the database frees them after two minutes.
 */
const stall = 180_000;
export interface RunOptions {
  transportName: TransportName;
  events: number;
  seed: number;
  /** How often the fault strikes. */
  times: number;
  /** Seconds that catching up may take after the last cut or restart. */
  catchUp: number;
  say: (line: string) => void;
}

/** A kind of fault: the input that it needs, and what it does while that is worked on. */
export interface Fault {
  /** One line for the usage. */
  about: string;
  input?: Omit<InputOptions, "events" | "seed">;
  /** How often it strikes. Default: 1. */
  times?: number;
  /** Whether catching up after the last strike is held against the option `catchUp`. */
  catchesUp?: boolean;
  /**
   * Does it, and fails when it did not happen. Default: the input is all there is to it.
   * @returns what was done, for the report
   */
  strike?: (run: Run) => Promise<string>;
}

/** One run: the transport, the database, the service, and the input on its way. */
export class Run {
  service: ServiceProcess | undefined;
  readonly random: Random;
  private published = 0;

  constructor(
    readonly options: RunOptions,
    readonly input: Input,
    readonly database: ChaosDatabase,
    readonly transport: ChaosTransport,
    readonly place: Place,
    private readonly program: string,
  ) {
    this.random = seeded(options.seed + 1);
  }

  /** Starts the service; with `failpoint` it dies there. */
  startService(failpoint = ""): ServiceProcess {
    const service = ServiceProcess.start(this.program, {
      DATABASE_URL: this.database.url,
      PORT: "0",
      LOG_LEVEL: "info",
      ...this.place.environment,
      FREEHOLD_FAILPOINT: failpoint,
    });
    this.service = service;
    return service;
  }

  /** Effects so far, also those that were rolled back: how far the run is. */
  async progress(): Promise<number> {
    const [row] = await this.database.query<{ at: number }>(
      "select (case when is_called then last_value else 0 end)::int as at from public.effects_at_seq",
    );
    return row?.at ?? 0;
  }

  /** Whether input is left; what is left must be there when a fault strikes, or it has struck nothing. */
  async isUnderLoad(): Promise<boolean> {
    const [row] = await this.database.query<{ count: number }>("select count(*)::int from public.effects");
    return (row?.count ?? 0) < this.input.expected.effects.size;
  }

  get fed(): boolean {
    return this.published >= this.input.deliveries.length;
  }

  /** Publishes the next events, as often as it takes until the broker has them. */
  async feed(count: number): Promise<void> {
    const batch = this.input.deliveries.slice(this.published, this.published + count);
    for (;;) {
      try {
        await this.transport.publish(batch);
        this.published += batch.length;
        return;
      } catch {
        // The broker is away, as expected. What it has of the batch comes twice.
        await pause(200);
      }
    }
  }

  async feedAll(): Promise<void> {
    while (!this.fed) await this.feed(200);
  }

  /** Strikes at random moments, spread over the first nine tenths of the work. */
  async atRandomMoments(strike: () => Promise<void>): Promise<void> {
    const all = this.input.expected.effects.size;
    const moments = Array.from({ length: this.options.times }, () => this.random() * 0.9 * all).sort((a, b) => a - b);
    for (const [index, moment] of moments.entries()) {
      let known = -1;
      let movedAt = Date.now();
      for (let at = await this.progress(); at < moment; at = await this.progress()) {
        if (at > known) movedAt = Date.now();
        known = at;
        if (Date.now() - movedAt > stall) throw new Error(`No progress beyond ${at} of ${all} in ${stall / 1_000} s`);
        await pause(5);
      }
      await pause(this.random() * 20);
      if (!(await this.isUnderLoad())) throw new Error("The fault came when the work was done; give it more --events");
      await strike();
      this.options.say(`${index + 1} of ${this.options.times}, at ${await this.progress()} of ${all} effects`);
    }
  }

  /** Waits until all is done that has to be, or until nothing moves any more. */
  async settle(): Promise<void> {
    const { effects, deadLetters } = this.input.expected;
    let last = "";
    let movedAt = Date.now();
    for (;;) {
      const [row] = await this.database.query<{ effects: number; dead: number; left: number }>(
        `select (select count(*) from public.effects)::int as effects,
                (select count(*) from freehold.dead_letters)::int as dead,
                ((select count(*) from freehold.parked) + (select count(*) from freehold.outbox))::int as left`,
      );
      if (row && row.effects >= effects.size && row.dead >= deadLetters.size && row.left === 0) return;
      const now = JSON.stringify(row);
      if (now !== last) movedAt = Date.now();
      last = now;
      if (Date.now() - movedAt > stall) {
        this.options.say(`No progress for ${stall / 1_000} s: ${now}`);
        return;
      }
      await pause(100);
    }
  }
}

/** Sets all up for a run, has `work` done on it, and takes everything away again. */
export async function withRun<Result>(
  options: RunOptions,
  kind: Fault["input"],
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  const { events, seed, transportName } = options;
  const input = makeInput({ ...kind, events, seed });
  return withStops(async (stops) => {
    const database = await startDatabase();
    stops.push(database.stop);
    const transport = await startTransport(transportName, database);
    stops.push(transport.stop);
    const place = await transport.placeFor(definition.name);
    stops.push(place.stop);
    const program = await compileProgram("chaos/workload-main.ts");
    stops.push(program.remove);
    const run = new Run(options, input, database, transport, place, program.file);
    stops.push(async () => run.service?.stop("SIGKILL"));
    return work(run);
  });
}

/**
 * Does one fault to the workload and compares what is left with what the input must lead to.
 * @throws Error when the fault did not happen, or catching up took too long
 */
export const runFault = (fault: Fault, options: RunOptions): Promise<Verdict> =>
  withRun(options, fault.input, (run) => strikeAndJudge(fault, run));

async function strikeAndJudge(fault: Fault, run: Run): Promise<Verdict> {
  const { events, catchUp, say } = run.options;
  await run.startService().ready();
  const began = performance.now();
  const feeding = run.feedAll();
  feeding.catch(() => {});
  if (fault.strike) say(await fault.strike(run));
  const struck = performance.now();
  await feeding;
  await run.settle();
  const seconds = (performance.now() - struck) / 1_000;
  say(`${events} events in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  if (fault.strike) say(`Caught up ${seconds.toFixed(1)} s after the last`);
  if (fault.catchesUp && seconds > catchUp) throw new Error(`Catching up took more than ${catchUp} s`);
  await run.service?.stop("SIGTERM");
  return judgeDatabase(run.database, run.input.expected);
}

import { setTimeout as pause } from "node:timers/promises";
import { type Failpoint, failpoints } from "../services/runtime/failpoint";
import type { TcpProxy } from "./proxy";
import type { Fault, Run } from "./run";

/** Seconds that a service has to stop in: the grace period of its Deployment. */
const gracePeriod = 30;

/** Every fault that can be done to the workload, by its name on the command line. */
export const faults = {
  kill: {
    about: "SIGKILL at random moments; a tenth of the events come twice",
    input: { duplicates: 0.1 },
    times: 20,
    strike: async (run) => {
      await run.atRandomMoments(async () => {
        const ended = await run.service?.stop("SIGKILL");
        if (ended !== "SIGKILL") throw new Error(`The service ended by ${ended} before it was killed`);
        await run.startService().ready();
      });
      return `${run.options.times} × SIGKILL`;
    },
  },
  failpoint: {
    about: "SIGKILL before and after each thing that the pipeline waits for",
    input: { duplicates: 0.1 },
    times: 6,
    strike: strikeFailpoints,
  },
  sigterm: {
    about: "SIGTERM under full load: it must be out in time with exit code 0",
    times: 5,
    strike: async (run) => {
      let longest = 0;
      await run.atRandomMoments(async () => {
        const began = performance.now();
        const code = await run.service?.stop("SIGTERM");
        const seconds = (performance.now() - began) / 1_000;
        if (code !== 0 || seconds > gracePeriod) {
          throw new Error(`SIGTERM: it ended with ${code} after ${seconds.toFixed(1)} s`);
        }
        longest = Math.max(longest, seconds);
        await run.startService().ready();
      });
      return `${run.options.times} × SIGTERM, out within ${longest.toFixed(1)} s`;
    },
  },
  "database-restart": {
    about: "the database is restarted",
    times: 20,
    catchesUp: true,
    strike: async (run) => {
      const startedAt = async () =>
        (await run.database.query<{ at: string }>("select pg_postmaster_start_time()::text as at"))[0]?.at;
      await run.atRandomMoments(async () => {
        const before = await startedAt();
        await run.database.restart();
        if ((await startedAt()) === before) throw new Error("The database did not restart");
      });
      return `${run.options.times} restarts of the database`;
    },
  },
  "database-cut": {
    about: "the database is cut off for up to 1.5 seconds",
    times: 20,
    catchesUp: true,
    strike: (run) => strikeProxy(run, run.database.proxy, "cut"),
  },
  "broker-cut": {
    about: "the broker is cut off for up to 1.5 seconds",
    times: 20,
    catchesUp: true,
    strike: (run) => strikeProxy(run, run.bus.proxy, "cut"),
  },
  "database-half-open": {
    about: "connections to the database swallow everything, then are reset",
    times: 5,
    catchesUp: true,
    strike: (run) => strikeProxy(run, run.database.proxy, "freeze"),
  },
  "broker-half-open": {
    about: "connections to the broker swallow everything, then are reset",
    times: 5,
    catchesUp: true,
    strike: (run) => strikeProxy(run, run.bus.proxy, "freeze"),
  },
  poison: { about: "the handler always throws at one event in a hundred", input: { poison: 0.01 } },
  duplicates: { about: "every event comes five times", input: { copies: 5 } },
  reorder: { about: "events come up to 40 places from their own", input: { disorder: 40 } },
  slow: { about: "the handler takes 50 ms for one event in twenty", input: { slow: 0.05 } },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as FaultName[];
export const faultOf = (name: FaultName): Fault => faults[name];

/** Points that only some transports come by: what acknowledges in the same database is a query like any other. */
const onKafkaOnly: readonly Failpoint[] = ["acknowledge", "acknowledged"];

/** Starts the service with one failpoint after the other, and feeds it until it dies there. */
async function strikeFailpoints(run: Run): Promise<string> {
  const points = failpoints.filter((name) => run.options.transport === "kafka" || !onKafkaOnly.includes(name));
  await run.service?.stop("SIGTERM");
  let deaths = 0;
  for (const name of points) {
    for (let n = 1; n <= run.options.times; n += 1) {
      const service = run.startService(`${name}:${n}`);
      const ended = await service.end();
      if (ended !== "SIGKILL") throw new Error(`The service ended by ${ended}, and not at ${name}:${n}`);
      deaths += 1;
      run.options.say(`died at ${name}:${n}`);
    }
  }
  await run.startService().ready();
  return `${deaths} deaths at ${points.join(", ")}, each up to the ${run.options.times}th time`;
}

async function strikeProxy(run: Run, proxy: TcpProxy, how: "cut" | "freeze"): Promise<string> {
  await run.atRandomMoments(async () => {
    const before = proxy.hit();
    proxy[how]();
    await pause(how === "cut" ? 100 + run.random() * 1_400 : 3_000);
    proxy.restore();
    if (proxy.hit() === before) throw new Error("There was no connection that the proxy could hit");
  });
  return `${run.options.times} × ${how}, ${proxy.hit()} connections hit`;
}

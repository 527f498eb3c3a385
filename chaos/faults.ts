import { setTimeout as pause } from "node:timers/promises";
import { until } from "../__tests__/helpers/until";
import { brokerPoints, pipelinePoints } from "../services/runtime/core/failpoint";
import { dieAt } from "./failpoints";
import type { TcpProxy } from "./proxy";
import type { Fault, Run } from "./run";

/** Seconds that a service has to stop in: the grace period of its Deployment. */
const gracePeriod = 30;
/**
 * Seconds in which a client that was cut off must have connected again.
 */
const reconnectLimit = 180;

/** Every fault that can be done to the workload, by its name on the command line. */
const faults = {
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
  "sidecar-kill": {
    about: "SIGKILL of the Dapr sidecar at random moments, which is then started again",
    input: { duplicates: 0.1 },
    times: 20,
    strike: async (run) => {
      const { killSidecar } = run.place;
      if (!killSidecar) throw new Error("There is no sidecar: give it --transport dapr-redis or dapr-kafka");
      await run.atRandomMoments(async () => {
        const before = await run.progress();
        await killSidecar();
        await until("events come again", async () => (await run.progress()) > before, reconnectLimit);
      });
      return `${run.options.times} × SIGKILL of daprd`;
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
    strike: (run) => strikeProxy(run, run.transport.proxy, "cut"),
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
    strike: (run) => strikeProxy(run, run.transport.proxy, "freeze"),
  },
  "database-black-hole": {
    about: "connections to the database swallow everything and are never reset; new ones work",
    times: 2,
    strike: (run) => strikeBlackHole(run, run.database.proxy),
  },
  "broker-black-hole": {
    about: "connections to the broker swallow everything and are never reset; new ones work",
    times: 2,
    strike: (run) => strikeBlackHole(run, run.transport.proxy),
  },
  duplicates: { about: "every event comes five times", input: { copies: 5 } },
  reorder: { about: "events come up to 40 places from their own", input: { disorder: 40 } },
  slow: { about: "the handler takes 50 ms for one event in twenty", input: { slow: 0.05 } },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as FaultName[];
export const faultOf = (name: FaultName): Fault => faults[name];

/** Starts the service with one failpoint after the other, and feeds it until it dies there. */
async function strikeFailpoints(run: Run): Promise<string> {
  const { transportName, times, say } = run.options;
  const points = transportName === "kafka" ? [...pipelinePoints, ...brokerPoints] : pipelinePoints;
  await run.service?.stop("SIGTERM");
  for (const name of points) {
    for (let n = 1; n <= times; n += 1) {
      await dieAt(`${name}:${n}`, run.startService(`${name}:${n}`), () => run.isUnderLoad());
      say(`died at ${name}:${n}`);
    }
  }
  await run.startService().ready();
  return `${points.length * times} deaths at ${points.join(", ")}, each up to the ${times}th time`;
}

async function strikeProxy(run: Run, proxy: TcpProxy, how: "cut" | "freeze"): Promise<string> {
  await run.atRandomMoments(async () => {
    // After the last strike it may take its time until somebody comes again.
    await until("there is a connection to hit", () => proxy.connections() > 0, reconnectLimit);
    const before = proxy.hit();
    proxy[how]();
    await pause(how === "cut" ? 100 + run.random() * 1_400 : 3_000);
    proxy.restore();
    if (proxy.hit() === before) throw new Error("There was no connection that the proxy could hit");
  });
  return `${run.options.times} × ${how}, ${proxy.hit()} connections hit`;
}

async function strikeBlackHole(run: Run, proxy: TcpProxy): Promise<string> {
  await run.atRandomMoments(async () => {
    const before = proxy.hit();
    proxy.blackHole();
    if (proxy.hit() === before) throw new Error("There was no connection that the proxy could hit");
  });
  return `${run.options.times} × black hole, ${proxy.hit()} connections hit`;
}

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { inRounds, type Measurement, percentile } from "./measure";
import { withPostgres } from "./postgres";
import type { WriteServer } from "./write-server";

/** Requests of one measurement. */
const requests = 3_000;
/** Clients at once. */
const clientCounts = [1, 8, 32] as const;

const names = {
  ours: "Freehold, POST of a task, all consumers beside",
  bare: "bare Fastify server that inserts one row",
};

interface Server {
  process: ChildProcess;
  address: string;
}

async function start(name: WriteServer, url: string): Promise<Server> {
  const child = fork(path.join(__dirname, "write-server.ts"), [name, url], { execArgv: ["--import", "tsx"] });
  const [address] = await once(child, "message");
  return { process: child, address: String(address) };
}

interface Result {
  perSecond: number;
  p50: number;
}

/** Sends `requests` posts from `clients` at once, each after the answer to its last. */
async function load({ address }: Server, clients: number): Promise<Result> {
  const took: number[] = [];
  let left = requests;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      const began = performance.now();
      const response = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ title: "Water the plants" }),
      });
      await response.text();
      if (response.status !== 201) throw new Error(`${address} answered ${response.status}`);
      took.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  return { perSecond: requests / ((performance.now() - began) / 1_000), p50: percentile(took, 0.5) };
}

/** Waits until each task has its entry in the history: a writer must not outrun the consumers. */
async function caughtUp(database: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await database.query(
      `select (select count(*) from freehold.tasks t where not exists
         (select from freehold.audit_entries a where a.task_id = t.id))::int as left`,
    );
    if (rows[0].left === 0) return;
    await pause(200);
  }
}

/** Writes through the API at 1, 8 and 32 clients, beside a server that does nothing but insert a row. */
export const benchWrites = (rounds: number, progress: (line: string) => void): Promise<Measurement[]> =>
  withPostgres(async (url) => {
    const database = new pg.Pool({ connectionString: url });
    const [ours, bare] = await Promise.all([start("freehold", url), start("bare", url)]);
    const p50 = new Map<string, number[]>();
    const measurements: Measurement[] = [];
    try {
      for (const server of [ours, bare]) await load(server, 8);
      await caughtUp(database);
      for (const clients of clientCounts) {
        const run = (name: string, server: Server) => async () => {
          const result = await load(server, clients);
          if (server === ours) await caughtUp(database);
          if (clients === 1) p50.set(name, [...(p50.get(name) ?? []), result.p50]);
          return result.perSecond;
        };
        const candidates = await inRounds(
          rounds,
          [
            { name: names.ours, run: run(names.ours, ours) },
            { name: names.bare, run: run(names.bare, bare) },
          ],
          (line) => progress(`${clients} clients, ${line}`),
        );
        measurements.push({
          title: "Writes through the API, against a server that inserts one row",
          part: clients === 1 ? "1 client" : `${clients} clients`,
          unit: "requests a second",
          better: "higher",
          candidates,
          targets: [{ against: names.bare, ratio: 0.55 }],
        });
      }
    } finally {
      for (const server of [ours, bare]) server.process.disconnect();
      await database.end();
    }
    return [
      ...measurements,
      {
        title: "Write through the API, p50 with one client",
        unit: "milliseconds",
        better: "lower",
        candidates: Object.values(names).map((name) => ({ name, figures: p50.get(name) ?? [] })),
        targets: [{ against: names.bare, ratio: 1.8 }],
      },
    ];
  });

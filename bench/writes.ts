import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { type Child, startChild, stopChild } from "./child";
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

/** Starts a server for writes on the database of `url`. Its message is the address to post to. */
export const startServer = (name: WriteServer, url: string): Promise<Child> =>
  startChild("write-server.ts", [name, url]);

interface Result {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
}

/** Says yes so many times. */
export const upTo = (count: number) => {
  let left = count;
  return () => {
    left -= 1;
    return left >= 0;
  };
};

/** Sends posts from `clients` at once, each after the answer to its last, for as long as `more` says so. */
export async function load({ message: address }: Child, clients: number, more: () => boolean): Promise<Result> {
  const took: number[] = [];
  const client = async () => {
    while (more()) {
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
  return { perSecond: took.length / ((performance.now() - began) / 1_000), p50: percentile(took, 0.5) };
}

/** Waits until each task has its entry in the history: a writer must not outrun the consumers. */
export async function caughtUp(database: pg.Pool): Promise<void> {
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
    const [ours, bare] = await Promise.all([startServer("freehold", url), startServer("bare", url)]);
    const p50 = new Map<string, number[]>();
    const measurements: Measurement[] = [];
    try {
      for (const server of [ours, bare]) await load(server, 8, upTo(requests));
      await caughtUp(database);
      for (const clients of clientCounts) {
        const run = (name: string, server: Child) => async () => {
          const result = await load(server, clients, upTo(requests));
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
      await Promise.all([ours, bare].map(stopChild));
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

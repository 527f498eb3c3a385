import pg from "pg";
import WebSocket from "ws";
import { allServices } from "../services/all";
import { localAuthentication } from "../services/runtime/auth";
import { startHost } from "../services/runtime/host";
import { readSettings } from "../services/runtime/settings";
import { inRounds, type Measurement } from "./measure";
import { silent, withPostgres } from "./postgres";

/** Writes timed in one round. */
const writes = 300;

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

interface Latency {
  p50: number;
  p99: number;
}

/** Sends one after the other and waits for each to arrive. */
async function time(send: (n: number) => Promise<unknown>, arrival: (n: number) => Promise<void>): Promise<Latency> {
  const took: number[] = [];
  for (let n = 0; n < writes; n += 1) {
    const began = performance.now();
    const arrived = arrival(n);
    await Promise.all([send(n), arrived]);
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99) };
}

/** From a write through the API to the WebSocket, beside a bare NOTIFY that comes back to a LISTEN. */
export const benchPush = (rounds: number, progress: (line: string) => void): Promise<Measurement[]> =>
  withPostgres(async (url) => {
    const host = await startHost({
      services: allServices,
      settings: readSettings({ DATABASE_URL: url, PORT: "0" }),
      logger: silent,
      authenticate: localAuthentication,
    });
    const socket = new WebSocket(`${host.url.replace("http", "ws")}/ws`);
    await new Promise((resolve) => socket.once("open", resolve));
    const [listener, sender] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
    await Promise.all([listener.connect(), sender.connect()]);
    await listener.query("listen bench");

    const p99 = new Map<string, number[]>();
    const one = (name: string, run: () => Promise<Latency>) => ({
      name,
      run: async () => {
        const latency = await run();
        p99.set(name, [...(p99.get(name) ?? []), latency.p99]);
        return latency.p50;
      },
    });
    const [ours, peer] = ["Freehold, POST to WebSocket", "bare NOTIFY to LISTEN"];
    const p50 = await inRounds(
      rounds,
      [
        one(ours, () =>
          time(
            (n) =>
              fetch(`${host.url}/api/tasks`, {
                method: "POST",
                headers: { "content-type": "application/json" },
                body: JSON.stringify({ title: `push ${n}` }),
              }),
            (n) =>
              new Promise((resolve) => {
                const hear = (text: WebSocket.RawData) => {
                  if (!String(text).includes(`"push ${n}"`)) return;
                  socket.off("message", hear);
                  resolve();
                };
                socket.on("message", hear);
              }),
          ),
        ),
        one(peer, () =>
          time(
            (n) => sender.query("select pg_notify('bench', $1)", [String(n)]),
            () => new Promise((resolve) => listener.once("notification", () => resolve())),
          ),
        ),
      ],
      progress,
    );
    socket.close();
    await Promise.all([listener.end(), sender.end()]);
    await host.stop();
    const measurement = (title: string, candidates: Measurement["candidates"], ratio: number): Measurement => ({
      title,
      unit: "milliseconds",
      better: "lower",
      candidates,
      targets: [{ against: peer, ratio }],
    });
    const tail = [ours, peer].map((name) => ({ name, figures: p99.get(name) ?? [] }));
    return [measurement("Write to WebSocket push, p50", p50, 3), measurement("Write to WebSocket push, p99", tail, 10)];
  });

import { setTimeout as pause } from "node:timers/promises";
import websocket from "@fastify/websocket";
import Fastify from "fastify";
import pg from "pg";
import WebSocket from "ws";
import { allServices } from "../services/all";
import { startHost } from "../services/runtime/host/host";
import { localAuthentication } from "../services/runtime/http/auth";
import { readSettings } from "../services/runtime/settings/settings";
import { unlimitedOwnDisk } from "../services/runtime/settings/unlimited-own-disk";
import { inRounds, type Measurement, percentile } from "./measure";
import { silent, withPostgres } from "./postgres";

/** Writes timed in one round, and written before that to warm up. */
const writes = 500;
const warmUp = 100;
/**
 * Milliseconds between an arrival and the next write, for all alike: a latency is that of a service which is not busy. Ours
 * has its consumers in the same process, and without a rest one would time how long these take for the write before.
 */
const rest = 10;

interface Latency {
  p50: number;
  p99: number;
}

/** Sends one after the other, waits for each to arrive, rests, and says how many milliseconds each took. */
async function time(
  send: (n: number) => Promise<unknown>,
  arrival: (n: number) => Promise<void>,
  pauseAfter = rest,
): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < warmUp + writes; n += 1) {
    const began = performance.now();
    const arrived = arrival(n).then(() => took.push(performance.now() - began));
    await Promise.all([send(n), arrived]);
    if (pauseAfter > 0) await pause(pauseAfter);
  }
  return took.slice(warmUp);
}

const latencyOf = (took: number[]): Latency => ({ p50: percentile(took, 0.5), p99: percentile(took, 0.99) });

/** A server with an address to post a title to and a WebSocket that tells of it. */
interface Server {
  post: string;
  socket: WebSocket;
  stop(): Promise<unknown>;
}

const connect = async (url: string): Promise<WebSocket> => {
  const socket = new WebSocket(url.replace("http", "ws"));
  await new Promise((resolve) => socket.once("open", resolve));
  return socket;
};

async function freehold(url: string): Promise<Server> {
  const host = await startHost({
    services: allServices,
    settings: readSettings({ ...unlimitedOwnDisk, DATABASE_URL: url, PORT: "0" }),
    logger: silent,
    authenticate: localAuthentication,
  });
  const socket = await connect(`${host.url}/ws`);
  return { post: `${host.url}/api/tasks`, socket, stop: () => host.stop() };
}

/** The shortest way that there is: one statement which writes a row and notifies, and a listener that passes it on. */
async function bare(url: string): Promise<Server> {
  const pool = new pg.Pool({ connectionString: url });
  const listener = new pg.Client({ connectionString: url });
  await listener.connect();
  await pool.query(
    "create table if not exists public.posts (id uuid primary key default gen_random_uuid(), body jsonb)",
  );
  await listener.query("listen posts");
  const app = Fastify();
  await app.register(websocket);
  app.get("/ws", { websocket: true }, (socket) => {
    listener.on("notification", ({ payload }) => socket.send(payload ?? ""));
  });
  app.post("/posts", async ({ body }, reply) => {
    const { rows } = await pool.query({
      name: "post",
      text: `with row as (insert into public.posts (body) values ($1) returning id, body)
        select id, pg_notify('posts', body::text) from row`,
      values: [body],
    });
    return reply.code(201).send({ id: rows[0].id });
  });
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  const socket = await connect(`${address}/ws`);
  const stop = async () => {
    await app.close();
    await Promise.all([pool.end(), listener.end()]);
  };
  return { post: `${address}/posts`, socket, stop };
}

const write = ({ post }: Server, n: number): Promise<string> =>
  fetch(post, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: `push ${n}` }),
  }).then((response) => response.text());

const frame = ({ socket }: Server, n: number): Promise<void> =>
  new Promise((resolve) => {
    const hear = (text: WebSocket.RawData) => {
      if (!String(text).includes(`"push ${n}"`)) return;
      socket.off("message", hear);
      resolve();
    };
    socket.on("message", hear);
  });

/** From the request to the frame of the WebSocket that tells of it. */
const postToFrame = (server: Server, pauseAfter?: number): Promise<number[]> =>
  time(
    (n) => write(server, n),
    (n) => frame(server, n),
    pauseAfter,
  );

/** The steps of our push as they are seen from outside, in milliseconds; one figure a write. */
async function steps(server: Server, listener: pg.Client): Promise<Measurement["candidates"]> {
  const [request, committed, pushed]: [number[], number[], number[]] = [[], [], []];
  await listener.query("listen freehold_bus");
  for (let n = 0; n < writes; n += 1) {
    const asked = performance.now();
    await fetch(server.post.replace("/api/tasks", "/healthz")).then((response) => response.text());
    const began = performance.now();
    const heard = new Promise<number>((resolve) => {
      const hear = ({ payload }: pg.Notification) => {
        if (payload !== "task-updates") return;
        listener.off("notification", hear);
        resolve(performance.now());
      };
      listener.on("notification", hear);
    });
    const [at, arrived] = await Promise.all([heard, frame(server, n).then(() => performance.now()), write(server, n)]);
    request.push(began - asked);
    committed.push(at - began);
    pushed.push(arrived - at);
    await pause(rest);
  }
  return [
    { name: "a request that does nothing, and its answer", figures: request },
    { name: "POST to commit: NOTIFY heard on another connection", figures: committed },
    { name: "NOTIFY heard to the frame of the WebSocket", figures: pushed },
  ];
}

/** From a write through the API to the WebSocket, beside the shortest way to do the same. */
export const benchPush = (rounds: number, progress: (line: string) => void): Promise<Measurement[]> =>
  withPostgres(async (url) => {
    const [ours, peer] = [await freehold(url), await bare(url)];
    const listener = new pg.Client({ connectionString: url });
    await listener.connect();

    const p99 = new Map<string, number[]>();
    const one = (name: string, run: () => Promise<number[]>) => ({
      name,
      run: async () => {
        const latency = latencyOf(await run());
        p99.set(name, [...(p99.get(name) ?? []), latency.p99]);
        return latency.p50;
      },
    });
    const names = {
      ours: "Freehold",
      peer: "bare server",
    };
    const p50 = await inRounds(
      rounds,
      [one(names.ours, () => postToFrame(ours)), one(names.peer, () => postToFrame(peer))],
      progress,
    );
    const breakdown = await steps(ours, listener);
    for (const { socket, stop } of [ours, peer]) {
      socket.close();
      await stop();
    }
    await listener.end();
    const measurement = (title: string, candidates: Measurement["candidates"], ratio: number): Measurement => ({
      title,
      unit: "milliseconds",
      better: "lower",
      candidates,
      targets: [{ against: names.peer, ratio }],
    });
    const untargeted = (title: string, candidates: Measurement["candidates"]): Measurement => ({
      title,
      unit: "milliseconds",
      better: "lower",
      candidates,
      targets: [],
    });
    const tail = Object.values(names).map((name) => ({ name, figures: p99.get(name) ?? [] }));
    return [
      measurement("Write to WebSocket push, p50", p50, 1.8),
      measurement("Write to WebSocket push, p99", tail, 10),
      untargeted("Where a push spends its time", breakdown),
    ];
  });

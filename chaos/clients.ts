import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import WebSocket from "ws";
import { apiClient } from "../__tests__/helpers/platform";
import { startDatabase } from "./database";
import { ServiceProcess } from "./service-process";
import { withStops } from "./stops";
import { bearerToken, secret } from "./token";
import type { Verdict } from "./verdict";

/** Sockets that stall at once, requests that flood at once, and WebSockets that one user opens. */
const stallers = 100;
const flooders = 20;
const sockets = 60;
/** Milliseconds that a stalling client waits at most until it is refused. Node looks for such clients every 30 s. */
const patience = 180_000;
/** Milliseconds between two tasks of the client that behaves. */
const pace = 200;

interface Target {
  url: URL;
  token: string;
}

/**
 * Garbage, floods and stalling connections, all at once, against all services in one process, while one client goes on
 * as it should: it must get each of its answers, and each push once.
 * @throws Error when somebody was not refused
 */
export async function clients(say: (line: string) => void): Promise<Verdict> {
  return withStops(async (stops) => {
    const database = await startDatabase();
    stops.push(database.stop);
    const service = ServiceProcess.start("chaos/platform-main.ts", {
      ...{ DATABASE_URL: database.url, PORT: "0", LOG_LEVEL: "info", JWT_SECRET: secret },
    });
    stops.push(() => service.stop("SIGTERM"));
    const url = new URL(await service.ready());
    const good = await behave(url, await bearerToken("good"));
    let done = false;
    const target = { url, token: await bearerToken("bad") };
    const flood = floodHttp(target, () => done);
    const refusals = await Promise.all([
      ...garbage(target),
      floodSockets(target),
      stall(target, "head"),
      stall(target, "body"),
    ]);
    done = true;
    refusals.push(`${await flood} requests of a flood were answered`);
    for (const line of refusals) say(line);
    const { asked, lost, doubled, slowest } = await good.finish();
    say(`${asked} tasks of the client that behaves, the slowest answer after ${slowest.toFixed(0)} ms`);
    return { lost, doubled, disordered: 0 };
  });
}

const socketTo = ({ url, token }: Target): WebSocket =>
  new WebSocket(`${url.origin.replace("http", "ws")}/ws`, ["freehold", `bearer.${token}`]);

/** Makes tasks at an even pace and listens for their pushes, until it is told to finish. */
async function behave(url: URL, token: string) {
  const pushes = new Map<string, number>();
  const socket = socketTo({ url, token });
  socket.on("message", (message) => {
    const { data } = JSON.parse(String(message));
    if (data?.task) pushes.set(data.task.id, (pushes.get(data.task.id) ?? 0) + 1);
  });
  await once(socket, "open");
  const api = apiClient(url.origin, { authorization: `Bearer ${token}` });
  const ids: string[] = [];
  let [asked, slowest, finished] = [0, 0, false];
  const loop = (async () => {
    while (!finished) {
      asked += 1;
      const began = performance.now();
      const task = await api.create({ title: `Task ${asked}` }).catch(() => undefined);
      slowest = Math.max(slowest, performance.now() - began);
      if (task) ids.push(task.id);
      await pause(pace);
    }
  })();
  return {
    finish: async () => {
      finished = true;
      await loop;
      const deadline = Date.now() + 60_000;
      while (ids.some((id) => !pushes.has(id)) && Date.now() < deadline) await pause(50);
      socket.close();
      const lost = asked - ids.length + ids.filter((id) => !pushes.has(id)).length;
      const doubled = [...pushes.values()].reduce((sum, count) => sum + count - 1, 0);
      return { asked, lost, doubled, slowest };
    },
  };
}

/** What is no request of ours, and the status that each must be refused with. */
function garbage({ url, token }: Target): Promise<string>[] {
  const head = `POST /api/tasks HTTP/1.1\r\nhost: ${url.host}\r\nauthorization: Bearer ${token}\r\n`;
  const post = (type: string, body: string) =>
    `${head}content-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  const cases: [what: string, request: string, status: number][] = [
    ["no HTTP at all", "\x16\x03\x01garbage\r\n\r\n", 400],
    ["no JSON", post("application/json", "{nonsense"), 400],
    ["another type than JSON", post("text/plain", "hello"), 415],
    ["a body of a megabyte", post("application/json", `"${"x".repeat(2 ** 20)}"`), 413],
    ["a head of 64 KiB", `${head}x-much: ${"x".repeat(2 ** 16)}\r\n\r\n`, 431],
    ["no token", `GET /api/tasks HTTP/1.1\r\nhost: ${url.host}\r\n\r\n`, 401],
  ];
  return [
    ...cases.map(async ([what, request, status]) => {
      const answer = await raw(url, (send) => {
        send(request);
        return undefined;
      });
      if (!answer.startsWith(`HTTP/1.1 ${status} `)) throw new Error(`${what}: ${answer.slice(0, 100) || "no answer"}`);
      return `${what}: refused with ${status}`;
    }),
    oversizedMessage({ url, token }),
  ];
}

/** RFC 6455, section 7.4.1: 1009 is for a message that is too big. */
async function oversizedMessage(target: Target): Promise<string> {
  const socket = socketTo(target);
  await once(socket, "open");
  socket.send(Buffer.alloc(64 * 1024));
  const [code] = await once(socket, "close");
  if (code !== 1009) throw new Error(`A message of 64 KiB on a WebSocket: closed with ${code}`);
  return "a message of 64 KiB on a WebSocket: refused with 1009";
}

/** Opens more WebSockets than one user may have. */
async function floodSockets(target: Target): Promise<string> {
  const all = Array.from({ length: sockets }, () => socketTo(target));
  let refused = 0;
  await Promise.all(
    all.map((socket) => {
      socket.on("close", (code) => {
        if (code === 1013) refused += 1;
      });
      return once(socket, "open");
    }),
  );
  await pause(1_000);
  for (const socket of all) socket.terminate();
  if (refused === 0) throw new Error(`${sockets} WebSockets of one user, and none was refused`);
  return `${sockets} WebSockets of one user: ${refused} refused with 1013`;
}

/** Sends requests without a pause. Limits by address are the ingress controller's: here each is answered. */
async function floodHttp({ url, token }: Target, done: () => boolean): Promise<number> {
  let answered = 0;
  const headers = { authorization: `Bearer ${token}` };
  const one = async () => {
    while (!done()) {
      await (await fetch(`${url.origin}/api/tasks`, { headers })).arrayBuffer();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: flooders }, one));
  return answered;
}

/** Opens connections that send a byte a second, of a head or of a body that never ends, until each is refused. */
async function stall({ url, token }: Target, where: "head" | "body"): Promise<string> {
  const head = `POST /api/tasks HTTP/1.1\r\nhost: ${url.host}\r\nauthorization: Bearer ${token}\r\n`;
  const start =
    where === "head" ? `${head}x-slow: ` : `${head}content-type: application/json\r\ncontent-length: 1000\r\n\r\n`;
  const answers = await Promise.all(
    Array.from({ length: stallers }, () =>
      raw(url, (send) => {
        send(start);
        return setInterval(() => send("x"), 1_000);
      }),
    ),
  );
  const refused = answers.filter((answer) => answer.startsWith("HTTP/1.1 408 ")).length;
  if (refused < stallers) throw new Error(`Only ${refused} of ${stallers} that stalled in the ${where} were refused`);
  return `${stallers} that stall in the ${where}: refused with 408`;
}

/** Speaks to the server in bytes. @returns what it answered before it closed, or for as long as the patience lasts */
async function raw(url: URL, talk: (send: (text: string) => void) => NodeJS.Timeout | undefined): Promise<string> {
  const socket = connect(Number(url.port), url.hostname);
  let answer = "";
  socket.on("data", (data) => {
    answer += data;
  });
  socket.on("error", () => {});
  await once(socket, "connect");
  const timer = talk((text) => socket.writable && socket.write(text));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  const answered = new Promise((resolve) => socket.once("data", resolve));
  await Promise.race([closed, answered, pause(patience, undefined, { ref: false })]);
  if (timer) clearInterval(timer);
  socket.destroy();
  return answer;
}

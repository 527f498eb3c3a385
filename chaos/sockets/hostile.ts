import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { garbage, handshake, hugeFrame, messages, pings, unaskedPong } from "./frames";

/** Whose updates clients that read nothing are sent. */
export const unread = "reads nothing of much";

/** Milliseconds until a client that was cut comes back: the ingress lets an address connect once a second. */
const returnMs = 1_000;
/** Milliseconds between two bytes of a slow handshake, and two pongs of a client that reads nothing. */
const slowMs = 1_000;

export interface Kind {
  /** How many of the hostile clients are of this kind. */
  clients: number;
  /** How the service's answer begins. Default: it upgrades the connection. */
  answer?: string;
  /** Whose token it has. Default: one of its own. */
  owner?: string;
  /** Goes on until the connection ends. */
  act: (socket: Socket, upgrade: string) => Promise<void>;
}

const upgraded = "HTTP/1.1 101 ";

/** What hostile clients do; together they are 50. */
export const kinds: Readonly<Record<string, Kind>> = {
  "read nothing of much": { clients: 10, owner: unread, act: stopReading },
  "read nothing of little": { clients: 5, act: stopReading },
  "flood with pings": { clients: 5, act: (socket, upgrade) => flood(socket, upgrade, pings) },
  "flood with messages": { clients: 5, act: (socket, upgrade) => flood(socket, upgrade, messages) },
  "send garbage": { clients: 5, act: (socket, upgrade) => sendOnce(socket, upgrade, garbage()) },
  "send a huge frame": { clients: 5, act: (socket, upgrade) => sendOnce(socket, upgrade, hugeFrame) },
  "send garbage for a handshake": {
    clients: 5,
    answer: "HTTP/1.1 400 ",
    act: async (socket) => void socket.write(Buffer.concat([garbage(), Buffer.from("\r\n\r\n")])),
  },
  "upgrade half": {
    clients: 5,
    answer: "HTTP/1.1 408 ",
    act: async (socket, upgrade) => void socket.write(upgrade.slice(0, -2)),
  },
  "upgrade slowly": {
    clients: 5,
    answer: "HTTP/1.1 408 ",
    act: async (socket, upgrade) => {
      socket.write(upgrade.slice(0, -2));
      await repeat(socket, "x", slowMs);
    },
  },
};

async function upgradeOf(socket: Socket, upgrade: string): Promise<void> {
  socket.write(upgrade);
  await once(socket, "data");
}

async function stopReading(socket: Socket, upgrade: string): Promise<void> {
  await upgradeOf(socket, upgrade);
  socket.pause();
}

async function sendOnce(socket: Socket, upgrade: string, bytes: Buffer): Promise<void> {
  await upgradeOf(socket, upgrade);
  socket.write(bytes);
}

async function flood(socket: Socket, upgrade: string, bytes: Buffer): Promise<void> {
  await upgradeOf(socket, upgrade);
  while (socket.writable) if (!socket.write(bytes)) await once(socket, "drain");
}

async function repeat(socket: Socket, bytes: Buffer | string, everyMs: number): Promise<void> {
  while (socket.writable) {
    socket.write(bytes);
    await pause(everyMs);
  }
}

/**
 * Connects and misbehaves until the service ends the connection.
 * @throws Error when the service answered in another way than expected
 */
async function misbehave({ answer = upgraded, act }: Kind, url: URL, token: string, over: AbortSignal): Promise<void> {
  const socket = connect(Number(url.port), url.hostname);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  const end = () => socket.destroy();
  over.addEventListener("abort", end);
  let first = "";
  socket.once("data", (data) => {
    first = data.toString("latin1", 0, 100);
  });
  socket.on("error", () => {});
  void act(socket, handshake(url.host, token)).catch(() => {});
  // A client that has ceased to read hears of the end only when it writes. It claims to be there, too.
  const knock = setInterval(() => socket.isPaused() && socket.writable && socket.write(unaskedPong), slowMs);
  await closed;
  clearInterval(knock);
  over.removeEventListener("abort", end);
  if (!over.aborted && !first.startsWith(answer)) throw new Error(`Answered with ${JSON.stringify(first)}`);
}

/** Lets a client of a kind misbehave, and come back when it was cut off, until it is over. @param cut is called each time */
export async function keepMisbehaving(kind: Kind, url: URL, token: string, over: AbortSignal, cut: () => void) {
  while (!over.aborted) {
    await misbehave(kind, url, token, over);
    if (over.aborted) return;
    cut();
    await pause(returnMs, undefined, { signal: over }).catch(() => {});
  }
}

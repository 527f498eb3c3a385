import { setTimeout as pause } from "node:timers/promises";
import WebSocket from "ws";
import { type Child, startChild, stopChild } from "../child";
import { percentile } from "../measure";
import { withPostgres } from "../postgres";
import { type Curve, count, type GrowthOptions, point, type Row, risesAt } from "./curve";

const sizesOf = ({ quick }: GrowthOptions): number[] => (quick ? [10, 100] : [10, 100, 1_000, 5_000]);
/** Sockets that are opened at the same time. */
const openAtOnce = 50;
/** Milliseconds in which the last socket must have a push. */
const pushTimeoutMs = 30_000;
/** Milliseconds between an arrival and the next write. */
const restMs = 20;

/** From a write through the API to the last of ever more sockets of its owner that has the push. */
export const growSockets = (options: GrowthOptions): Promise<Curve> =>
  withPostgres(async (url) => {
    const writes = options.quick ? 10 : 50;
    const server = await startChild("write-server.ts", ["freehold", url]);
    const audience = new Audience(server);
    const rows: Row[] = [];
    try {
      for (const x of sizesOf(options)) {
        options.progress(`opening sockets up to ${count(x)}`);
        await audience.growTo(x);
        await audience.timePush();
        const run = async () => {
          const took: number[] = [];
          for (let n = 0; n < writes; n += 1) {
            took.push(await audience.timePush());
            await pause(restMs);
          }
          return percentile(took, 0.5);
        };
        rows.push(await point(options, { x, unit: "ms", line: "p50 from POST to the last socket" }, run));
      }
    } finally {
      audience.leave();
      await stopChild(server);
    }
    return {
      title: "WebSockets of one owner",
      axis: "sockets",
      setup: `${writes} writes a point; server and sockets on the same machine, the sockets in one process`,
      rows,
      advice: adviceOf(rows),
    };
  });

/** One process sends the frames of all its sockets one after the other. */
function adviceOf(rows: readonly Row[]): string {
  const bend = risesAt(rows, 2);
  const where = bend
    ? `The time has more than doubled at ${count(bend)} sockets.`
    : `No bend up to ${count(rows.at(-1)?.x ?? 0)} sockets.`;
  return `${where} Below the bend the write takes most of the time; above it the sockets do, as one process sends their frames one after the
other. Run more replicas of \`websocket\`: each sends to its own sockets only.`;
}

/** The open sockets, which all hear of each write. */
class Audience {
  private readonly sockets: WebSocket[] = [];
  private written = 0;
  private title = "";
  private left = 0;
  private arrived = () => {};
  private failed = (_error: Error) => {};

  constructor(private readonly server: Child) {}

  async growTo(size: number): Promise<void> {
    while (this.sockets.length < size) {
      const more = Math.min(openAtOnce, size - this.sockets.length);
      await Promise.all(Array.from({ length: more }, () => this.open()));
    }
  }

  private async open(): Promise<void> {
    const socket = new WebSocket(this.server.message.replace("http", "ws").replace("/api/tasks", "/ws"));
    this.sockets.push(socket);
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    socket.on("message", (frame) => {
      if (!String(frame).includes(this.title)) return;
      this.left -= 1;
      if (this.left === 0) this.arrived();
    });
    socket.on("close", (code) => this.failed(new Error(`A socket was closed with code ${code}`)));
  }

  /** Milliseconds from a write to the last socket that hears of it. */
  async timePush(): Promise<number> {
    this.written += 1;
    this.title = `"push ${this.written}"`;
    this.left = this.sockets.length;
    const last = new Promise<void>((resolve, reject) => {
      this.arrived = resolve;
      this.failed = reject;
    });
    const timer = setTimeout(
      () => this.failed(new Error(`${this.left} sockets had no push within ${pushTimeoutMs} ms`)),
      pushTimeoutMs,
    );
    const began = performance.now();
    const write = fetch(this.server.message, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ title: `push ${this.written}` }),
    }).then((response) => response.text());
    try {
      const [ended] = await Promise.all([last.then(() => performance.now()), write]);
      return ended - began;
    } finally {
      clearTimeout(timer);
    }
  }

  leave(): void {
    for (const socket of this.sockets) socket.removeAllListeners("close").terminate();
  }
}

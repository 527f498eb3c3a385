import { randomUUID } from "node:crypto";

/** Frames that a client may send between two heartbeats. A page sends one, the answer to a ping; it has nothing else to say. */
const mostFrames = 20;

/** What is needed of a WebSocket of the package ws to watch its client. */
export interface Talker {
  ping(data: string): void;
  on(event: "ping" | "message", listener: () => void): unknown;
  on(event: "pong", listener: (data: Buffer) => void): unknown;
}

/** What a client may do to be cut off: say too much, or not answer. */
export type Misconduct = "flood" | "silent";

/** Watches what one client sends, and says once when it may not go on. */
export class Conduct {
  private frames = 0;
  /** The text of the ping that is not answered yet. It cannot be guessed: only a client that reads can send it back. */
  private asked: string | undefined;
  private isOver = false;

  constructor(
    private readonly socket: Talker,
    private readonly end: (why: Misconduct) => void,
  ) {
    socket.on("ping", () => this.count());
    socket.on("message", () => this.count());
    socket.on("pong", (data) => {
      this.count();
      if (String(data) === this.asked) this.asked = undefined;
    });
  }

  /** Pings the client, or ends it when it has not answered the ping before. @returns whether it goes on */
  beat(): boolean {
    if (this.asked !== undefined) this.endOnce("silent");
    if (this.isOver) return false;
    this.frames = 0;
    this.asked = randomUUID();
    this.socket.ping(this.asked);
    return true;
  }

  private count(): void {
    this.frames += 1;
    if (this.frames > mostFrames) this.endOnce("flood");
  }

  /** Frames that came in the same chunk are still read after the end. */
  private endOnce(why: Misconduct): void {
    if (this.isOver) return;
    this.isOver = true;
    this.end(why);
  }
}

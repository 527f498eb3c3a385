import { HttpProblem } from "../runtime/http/problem";
import type { Socket } from "./sockets";

/** WebSocket close code for a peer that may not go on. Source: RFC 6455, section 7.4.1. */
const policyViolation = 1008;

type Sent = Parameters<Socket["send"]>;

/**
 * The socket of a session or of a personal token, which may end while it is open. Each update of its owner waits for a check, which
 * asks the database at most once in `lookupSeconds`; the writer of the update has just woken it. Heartbeats need no check, so that a quiet
 * page costs no statement.
 */
export class CheckedSocket implements Socket {
  /** What waits for the check that is under way, in its order. */
  private waiting: Sent[] | undefined;
  private waitingBytes = 0;

  /** @param check rejects once the session or token has ended */
  constructor(
    private readonly socket: Socket,
    private readonly check: () => Promise<unknown>,
  ) {}

  get bufferedAmount(): number {
    return this.socket.bufferedAmount + this.waitingBytes;
  }

  send(...sent: Sent): void {
    if (this.waiting) this.wait(this.waiting, sent);
    else this.socket.send(...sent);
  }

  sendUpdate(...sent: Sent): void {
    const isUnderWay = this.waiting !== undefined;
    this.waiting ??= [];
    this.wait(this.waiting, sent);
    if (!isUnderWay) void this.sendChecked(this.waiting);
  }

  ping(data: string): void {
    this.socket.ping(data);
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  terminate(): void {
    this.socket.terminate();
  }

  on(event: "close" | "ping" | "message", listener: () => void): unknown;
  on(event: "pong", listener: (data: Buffer) => void): unknown;
  on(event: "close" | "ping" | "message" | "pong", listener: (data: Buffer) => void): unknown {
    return this.socket.on(event as "pong", listener);
  }

  private wait(waiting: Sent[], sent: Sent): void {
    waiting.push(sent);
    this.waitingBytes += sent[0].length;
  }

  private async sendChecked(messages: Sent[]): Promise<void> {
    try {
      await this.check();
      this.waiting = undefined;
      this.waitingBytes = 0;
      for (const sent of messages) this.socket.send(...sent);
    } catch (error) {
      // What waits is not sent. A page whose session could not be checked connects again, and hears what it has missed.
      if (error instanceof HttpProblem && error.problem.status === 401)
        this.socket.close(policyViolation, "the session has ended");
      else this.socket.terminate();
    }
  }
}

import type { FreeholdEvent } from "../contracts/envelope";
import type { EventType } from "../contracts/events";
import { Conduct, type Talker } from "./conduct";
import type { Listener } from "./listener";
import type { CutReason } from "./metrics";
import { Updates, withState } from "./updates";

/** Bytes that may wait for a slow reader; one that is further behind is cut off. */
const mostBuffered = 1024 * 1024;
/** WebSocket close codes. Source: RFC 6455, section 7.4.1. */
const goingAway = 1001;
const tryAgainLater = 1013;

/** Updates for operators: of all owners, and not for the owner. */
const forOperators: ReadonlySet<EventType> = new Set(["freehold.dead-letter.added.v1"]);

/** What is needed of a WebSocket of the package ws. */
export interface Socket extends Talker {
  readonly bufferedAmount: number;
  send(message: Buffer, options: { binary: boolean }): void;
  /** Sends what only its owner may know. Default: `send`. */
  sendUpdate?(message: Buffer, options: { binary: boolean }): void;
  close(code: number, reason: string): void;
  terminate(): void;
  on(event: "close" | "ping" | "message", listener: () => void): unknown;
  on(event: "pong", listener: (data: Buffer) => void): unknown;
}

/** The open sockets, by owner: an update goes to its owner's, or to those of operators, and to no other. */
export class Sockets {
  private readonly byOwner = new Map<string, Map<Socket, Conduct>>();
  /** The sockets of operators, and whose they are. */
  private readonly operators = new Map<Socket, string>();
  private readonly updates = new Updates(() => [...this.byOwner.keys(), undefined]);

  /**
   * @param mostPerOwner sockets that one owner may have open at once
   * @param cut is told of each socket that is cut off
   */
  constructor(
    private readonly mostPerOwner: number,
    private readonly cut: (reason: CutReason) => void,
  ) {}

  get open(): number {
    return [...this.byOwner.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * @param heard the state that the page has heard last, if it was connected before. It is told that state, what it has missed, and
   *   the state now; or only that, if what it has missed is not known here (any more): then it reads its lists
   */
  add(listener: Listener, socket: Socket, heard?: string): void {
    const { ownerId, operator } = listener;
    const own = this.byOwner.get(ownerId) ?? new Map();
    if (own.size >= this.mostPerOwner) {
      this.cut("excess");
      socket.close(tryAgainLater, `quota: an owner may have ${this.mostPerOwner} sockets open`);
      return;
    }
    this.byOwner.set(ownerId, own.set(socket, new Conduct(socket, (why) => this.end(socket, why))));
    if (operator) this.operators.set(socket, ownerId);
    this.updates.follow(listener);
    socket.on("close", () => {
      this.operators.delete(socket);
      own.delete(socket);
      if (own.size === 0 && this.byOwner.get(ownerId) === own) this.byOwner.delete(ownerId);
    });
    if (heard !== undefined) this.resume(listener, socket, heard);
  }

  /** A page that need not read its lists lets a database sleep on. */
  private resume(listener: Listener, socket: Socket, heard: string): void {
    const missed = this.updates.missedBy(listener, heard);
    if (missed) this.write(socket, heartbeat(heard), false);
    for (const message of missed ?? []) this.write(socket, Buffer.from(message), true);
    this.write(socket, heartbeat(this.updates.stateOf(listener)), false);
  }

  send({ id, type, time, data, ownerid }: FreeholdEvent): void {
    const receiver = forOperators.has(type) ? undefined : ownerid;
    const text = this.updates.add(receiver, { id, type, time, data });
    if (text === undefined) return;
    const receivers = receiver === undefined ? this.operators.keys() : this.byOwner.get(receiver)?.keys();
    // Once for all sockets with the same state: those that read slowly wait for the same bytes.
    const messages = new Map<string, Buffer>();
    for (const socket of receivers ?? []) {
      const state = this.updates.stateOf(this.listenerAt(socket, ownerid));
      const message = messages.get(state) ?? Buffer.from(withState(text, state));
      messages.set(state, message);
      this.write(socket, message, true);
    }
  }

  /**
   * Sends a heartbeat and a ping to every socket, and ends those that did not answer the ping before. A browser keeps pings from its
   * page: without a heartbeat, that could not tell a quiet connection from a dead one.
   */
  beat(): void {
    for (const [ownerId, own] of this.byOwner) {
      for (const [socket, conduct] of own) {
        if (conduct.beat())
          this.write(socket, heartbeat(this.updates.stateOf(this.listenerAt(socket, ownerId))), false);
      }
    }
  }

  /** @param ownerId whose socket it is, unless that is an operator */
  private listenerAt(socket: Socket, ownerId: string): Listener {
    const operator = this.operators.get(socket);
    return { ownerId: operator ?? ownerId, operator: operator !== undefined };
  }

  private write(socket: Socket, message: Buffer, isUpdate: boolean): void {
    if (socket.bufferedAmount > mostBuffered) this.end(socket, "slow");
    else if (isUpdate && socket.sendUpdate) socket.sendUpdate(message, { binary: false });
    else socket.send(message, { binary: false });
  }

  private end(socket: Socket, why: CutReason): void {
    this.cut(why);
    socket.terminate();
  }

  closeAll(): void {
    for (const own of this.byOwner.values())
      for (const socket of own.keys()) socket.close(goingAway, "the service stops");
  }
}

const heartbeat = (state: string): Buffer => Buffer.from(JSON.stringify({ type: "heartbeat", state }));

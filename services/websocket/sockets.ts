import { randomUUID } from "node:crypto";
import type { FreeholdEvent } from "../contracts/envelope";
import type { EventType } from "../contracts/events";
import type { Identity } from "../runtime/http/auth";
import { Conduct, type Talker } from "./conduct";
import type { CutReason } from "./metrics";

/** Bytes that may wait for a slow reader; one that is further behind is cut off and reads the list again. */
const mostBuffered = 1024 * 1024;
/** WebSocket close codes. Source: RFC 6455, section 7.4.1. */
const goingAway = 1001;
const tryAgainLater = 1013;

/** Owners whose updates are counted. Where there are more, counting begins again, and pages that connect again read their lists. */
const mostCounted = 10_000;

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

/** Who hears updates. */
type Listener = Pick<Identity, "ownerId" | "operator">;

/** The open sockets, by owner: an update goes to its owner's, or to those of operators, and to no other. */
export class Sockets {
  private readonly byOwner = new Map<string, Map<Socket, Conduct>>();
  private readonly operators = new Set<Socket>();
  /** Updates so far, by owner; undefined: those for operators. No owner is told how many others have. */
  private readonly updates = new Map<string | undefined, number>();
  /** Of this process and these counts. */
  private epoch = randomUUID();

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
   * What a page hears while there is no update, and first when it connects again. A browser keeps pings from its page, so that a
   * page could not tell a quiet connection from a dead one. A page that connects again and hears the state that it heard last
   * has missed no update: it need not read its lists again, which would wake a database that sleeps.
   */
  heartbeatOf({ ownerId, operator }: Listener): string {
    const counted = [ownerId, ...(operator ? [undefined] : [])].map((key) => this.updates.get(key) ?? 0);
    return JSON.stringify({ type: "heartbeat", state: [this.epoch, ...counted].join(" ") });
  }

  add({ ownerId, operator }: Listener, socket: Socket): void {
    const own = this.byOwner.get(ownerId) ?? new Map();
    if (own.size >= this.mostPerOwner) {
      this.cut("excess");
      socket.close(tryAgainLater, `quota: an owner may have ${this.mostPerOwner} sockets open`);
      return;
    }
    this.byOwner.set(ownerId, own.set(socket, new Conduct(socket, (why) => this.end(socket, why))));
    if (operator) this.operators.add(socket);
    socket.on("close", () => {
      this.operators.delete(socket);
      own.delete(socket);
      if (own.size === 0 && this.byOwner.get(ownerId) === own) this.byOwner.delete(ownerId);
    });
  }

  send(event: FreeholdEvent): void {
    const isForOperators = forOperators.has(event.type);
    this.count(isForOperators ? undefined : event.ownerid);
    const receivers = isForOperators ? this.operators : this.byOwner.get(event.ownerid)?.keys();
    if (!receivers) return;
    const message = bytesOf({ id: event.id, type: event.type, time: event.time, data: event.data });
    for (const socket of receivers) this.write(socket, message, true);
  }

  /** Sends a heartbeat and a ping to every socket, and ends those that did not answer the ping before. */
  beat(): void {
    for (const [ownerId, own] of this.byOwner) {
      for (const [socket, conduct] of own) {
        if (conduct.beat())
          this.write(socket, Buffer.from(this.heartbeatOf({ ownerId, operator: this.operators.has(socket) })), false);
      }
    }
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

  private count(key: string | undefined): void {
    if (this.updates.size >= mostCounted && !this.updates.has(key)) {
      this.updates.clear();
      this.epoch = randomUUID();
    }
    this.updates.set(key, (this.updates.get(key) ?? 0) + 1);
  }

  closeAll(): void {
    for (const own of this.byOwner.values())
      for (const socket of own.keys()) socket.close(goingAway, "the service stops");
  }
}

/** Once for all sockets: those that read slowly wait for the same bytes. */
const bytesOf = (message: object): Buffer => Buffer.from(JSON.stringify(message));

import type { FreeholdEvent } from "../contracts/envelope";

/** Bytes that may wait for a slow reader; one that is further behind is cut off and reads the list anew. */
const mostBuffered = 1024 * 1024;
/** Sockets that one owner may have open at once. */
const mostPerOwner = 20;
/** WebSocket close codes. Source: RFC 6455, section 7.4.1. */
const goingAway = 1001;
const tryAgainLater = 1013;

/** What is needed of a WebSocket of the package ws. */
export interface Socket {
  readonly bufferedAmount: number;
  send(message: string): void;
  ping(): void;
  close(code: number, reason: string): void;
  terminate(): void;
  on(event: "close", listener: () => void): unknown;
}

/** The open sockets, by owner: an event goes to its owner's and to nobody else's. */
export class Sockets {
  private readonly byOwner = new Map<string, Set<Socket>>();

  add(ownerId: string, socket: Socket): void {
    const own = this.byOwner.get(ownerId) ?? new Set();
    if (own.size >= mostPerOwner) {
      socket.close(tryAgainLater, "too many connections");
      return;
    }
    this.byOwner.set(ownerId, own.add(socket));
    socket.on("close", () => {
      own.delete(socket);
      if (own.size === 0 && this.byOwner.get(ownerId) === own) this.byOwner.delete(ownerId);
    });
  }

  send(event: FreeholdEvent): void {
    const own = this.byOwner.get(event.ownerid);
    if (!own) return;
    const message = JSON.stringify({ id: event.id, type: event.type, time: event.time, data: event.data });
    for (const socket of own) {
      if (socket.bufferedAmount > mostBuffered) socket.terminate();
      else socket.send(message);
    }
  }

  /** Pings every socket and ends those that did not answer the ping before. */
  sweep(alive: WeakSet<Socket>): void {
    for (const own of this.byOwner.values()) {
      for (const socket of own) {
        if (!alive.delete(socket)) socket.terminate();
        else socket.ping();
      }
    }
  }

  closeAll(): void {
    for (const own of this.byOwner.values()) for (const socket of own) socket.close(goingAway, "the service stops");
  }
}

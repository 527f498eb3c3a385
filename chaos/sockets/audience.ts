import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import WebSocket from "ws";
import { anEvent, aTask } from "../../__tests__/helpers/events";
import type { FreeholdEvent } from "../../services/contracts/envelope";
import { bearerToken } from "../token";

/** Sockets of one owner: as many as the quota allows, and one less to be sure. */
const perOwner = 19;
/** Milliseconds between two pushes, and those in which the last of them must have arrived. */
const paceMs = 25;
const arrivalMs = 30_000;

/** An update of a task of `ownerId`, as of now. @param description of the task, to make it large */
export const anUpdate = (ownerId: string, description: string | null = null): FreeholdEvent => ({
  ...anEvent("freehold.task-update.changed.v1", { task: aTask({ ownerId, description }) }),
  ...{ ownerid: ownerId, time: new Date().toISOString() },
});

interface Push {
  sentAt: number;
  /** Sockets that have it. */
  arrivals: number;
}

/** Clients that behave: they open sockets, and each must get each push to its owner once. */
export class Audience {
  private readonly owners: string[] = [];
  private readonly all: WebSocket[] = [];
  private readonly pushes = new Map<string, Push>();
  private took: number[] = [];
  private next = 0;
  lost = 0;
  doubled = 0;
  /** Sockets that were cut off. */
  ended = 0;

  constructor(private readonly publish: (event: FreeholdEvent) => Promise<void>) {}

  /** Opens sockets, those of one owner at a time. */
  async open(url: URL, count: number): Promise<void> {
    while (this.all.length < count) {
      const owner = `owner-${this.owners.length}`;
      this.owners.push(owner);
      const token = await bearerToken(owner);
      const size = Math.min(perOwner, count - this.all.length);
      await Promise.all(Array.from({ length: size }, () => this.join(url, token)));
    }
  }

  private async join(url: URL, token: string): Promise<void> {
    const socket = new WebSocket(`${url.origin.replace("http", "ws")}/ws`, ["freehold", `bearer.${token}`]);
    this.all.push(socket);
    const has = new Set<string>();
    socket.on("message", (message) => {
      const now = performance.now();
      const { id } = JSON.parse(String(message));
      const push = this.pushes.get(id);
      if (!push) return;
      if (has.has(id)) this.doubled += 1;
      has.add(id);
      push.arrivals += 1;
      this.took.push(now - push.sentAt);
    });
    socket.on("close", () => {
      this.ended += 1;
    });
    await once(socket, "open");
  }

  /**
   * Pushes to one owner after the other until `isOver`.
   * @returns the milliseconds that each push took to each socket
   */
  async listen(isOver: () => boolean): Promise<number[]> {
    this.took = [];
    let due = performance.now();
    while (!isOver()) {
      due = Math.max(due + paceMs, performance.now() - paceMs);
      await pause(Math.max(0, due - performance.now()));
      const event = anUpdate(this.owners[this.next % this.owners.length] ?? "");
      this.next += 1;
      this.pushes.set(event.id, { sentAt: performance.now(), arrivals: 0 });
      await this.publish(event);
    }
    const expected = [...this.pushes.keys()].length * perOwner;
    const deadline = Date.now() + arrivalMs;
    while (this.took.length < expected && Date.now() < deadline) await pause(10);
    for (const { arrivals } of this.pushes.values()) this.lost += Math.max(0, perOwner - arrivals);
    this.pushes.clear();
    return this.took;
  }

  leave(): void {
    for (const socket of this.all) socket.removeAllListeners("close").terminate();
  }
}

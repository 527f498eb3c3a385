import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { z } from "zod";

/** Events a second that are offered. */
export const offeredPerSecond = 1_000;
/** Tasks that one request changes, and sets of them that take turns. */
const setSize = 100;
const sets = 5;
/** A change of a task is one event for the consumers and one for open pages. */
const eventsPerRequest = setSize * 2;
const everyMs = (eventsPerRequest / offeredPerSecond) * 1_000;
/** Requests at once. A machine that would need more does not do what is offered. */
const clients = 4;

const taskSchema = z.object({ id: z.uuid() });
const outcomesSchema = z.object({ outcomes: z.array(z.object({ ok: z.literal(true) })).length(setSize) });

/** Changes tasks through the API at a steady rate. */
export class Load {
  private readonly ids: string[][] = [];
  private sent = 0;

  /** @param url of the platform */
  constructor(
    private readonly url: string,
    private readonly database: pg.Pool,
  ) {}

  /** Adds the tasks that are changed later. */
  async prepare(): Promise<void> {
    for (let set = 0; set < sets; set += 1) {
      const add = async () => taskSchema.parse(await this.post("/api/tasks", { title: "Water the plants" })).id;
      this.ids.push(await Promise.all(Array.from({ length: setSize }, add)));
    }
    await this.caughtUp();
  }

  /**
   * Offers events until `isOver` says so, and waits until each consumer has applied them.
   * @param isOver is asked before each request, with the events that were offered so far
   * @returns events a second, from the first request to the last effect
   */
  async run(isOver: (events: number) => boolean): Promise<number> {
    const began = performance.now();
    let requests = 0;
    const client = async () => {
      while (!isOver(requests * eventsPerRequest)) {
        const due = began + requests * everyMs;
        requests += 1;
        await pause(Math.max(0, due - performance.now()));
        await this.change();
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    await this.caughtUp();
    return (requests * eventsPerRequest) / ((performance.now() - began) / 1_000);
  }

  /** Gives the tasks of the next set the priority that they do not have. */
  private async change(): Promise<void> {
    const priority = Math.floor(this.sent / sets) % 2 === 0 ? "high" : "low";
    const ids = this.ids[this.sent % sets];
    this.sent += 1;
    outcomesSchema.parse(await this.post("/api/tasks/bulk", { act: "priority", ids, priority }));
  }

  private async post(path: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  /** Waits until no event is left for any consumer. */
  private async caughtUp(): Promise<void> {
    for (;;) {
      const { rows } = await this.database.query(
        `select not exists (select from freehold.outbox) and not exists (
           select from freehold.bus_offsets o
           where position < (select max(position) from freehold.bus_log l where l.topic = o.topic)) as done`,
      );
      if (rows[0].done) return;
      await pause(50);
    }
  }
}

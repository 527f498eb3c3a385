import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Client } from "./client";

const taskSchema = z.object({ id: z.string(), version: z.number() });

/** What a request of the load came to. */
export interface Sent {
  /** Milliseconds after the start of the load at which it was sent. */
  at: number;
  /** Milliseconds until the answer. */
  took: number;
  status: number;
  error?: string;
}

/** A task of the load that the platform took, and whether it took that it is done, too. */
export interface LoadedTask {
  id: string;
  completed: boolean;
}

/** Each task is added, and every other one is completed. */
export const requestsPerTask = 1.5;

/** Tasks that wait for an answer at once: users wait, too, when nothing answers. */
const mostWaiting = 40;
/** Milliseconds between two tries. */
const retryAfter = 1_000;

/**
 * Adds recurring tasks at a steady rate and completes every other one, until it is stopped: three requests for two tasks.
 * What gets no answer, or one that allows to try again, is sent again with the same idempotency key, as a user's program
 * would. Several clients take turns: the API refuses one owner more than its quota.
 */
export class Load {
  readonly sent: Sent[] = [];
  readonly tasks: LoadedTask[] = [];
  private readonly began = performance.now();
  private readonly running = new Set<Promise<void>>();
  private readonly failures: unknown[] = [];
  private stopped = false;
  private readonly sending: Promise<void>;

  constructor(
    private readonly clients: readonly Client[],
    private readonly perSecond: number,
  ) {
    this.sending = this.send();
  }

  /** Ends the load when everything that was begun is taken. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.sending;
    await Promise.all(this.running);
    if (this.failures.length > 0) throw this.failures[0];
  }

  private async send(): Promise<void> {
    for (let count = 0; !this.stopped; count++) {
      const due = (count * 1000) / this.perSecond;
      await pause(Math.max(0, due - (performance.now() - this.began)));
      while (this.running.size >= mostWaiting) await Promise.race(this.running);
      const task = this.one(count)
        .catch((error: unknown) => void this.failures.push(error))
        .finally(() => this.running.delete(task));
      this.running.add(task);
    }
  }

  private async one(count: number): Promise<void> {
    const created = await this.request("POST", "/api/tasks", count, {
      title: `Task ${count}`,
      dueAt: "2030-01-01T09:00:00Z",
      recurrence: { rrule: "FREQ=DAILY", timeZone: "Etc/UTC" },
      reminders: [{ minutesBefore: 10 }],
    });
    const { id } = taskSchema.parse(created);
    const task = { id, completed: false };
    this.tasks.push(task);
    if (count % 2 === 1) return;
    await this.request("POST", `/api/tasks/${id}/complete`, count);
    task.completed = true;
  }

  private clientOf(count: number): Client {
    const client = this.clients[count % this.clients.length];
    if (!client) throw new Error("A load needs a client");
    return client;
  }

  private async request(method: string, path: string, count: number, body?: object): Promise<unknown> {
    for (let attempt = 0; attempt < 400; attempt++) {
      const start = performance.now();
      const sent = { at: start - this.began, took: 0, status: 0 };
      try {
        const headers = body ? { "idempotency-key": `load-${this.began}-${count}` } : undefined;
        const answer = await this.clientOf(count).call(method, path, body, headers);
        this.sent.push({ ...sent, took: performance.now() - start, status: answer.status });
        if (answer.status < 300) return answer.body;
        // Completed already: the answer to the first try was lost.
        if (answer.status === 409 && !body) return undefined;
        if (![429, 502, 503, 504].includes(answer.status))
          throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      } catch (error) {
        if (error instanceof Error && error.message.includes(" answered ")) throw error;
        this.sent.push({ ...sent, took: performance.now() - start, status: 0, error: String(error) });
      }
      await pause(retryAfter);
    }
    throw new Error(`${method} ${path} was not taken within 400 tries`);
  }
}

/** The p-th percentile, 0 to 1. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;
}

import { messageOf } from "../../shared/problem";
import { Store } from "../../shared/store";
import { api } from "../ask";
import type { DeadLetterFilter } from "../types";

export interface ReplayState {
  /**
   * `stopped`: by an error, and can go on. `waiting`: all are sent, and some have had no outcome for a while.
   */
  phase: "planned" | "running" | "cancelling" | "cancelled" | "stopped" | "waiting" | "over";
  sent: number;
  /** Those that are neither sent nor tried again: no events, too old, or changed by somebody else meanwhile. */
  refused: number;
  applied: number;
  /** Dead letters again. */
  failed: number;
  /** Sent, and not applied yet. */
  waiting: number;
  /** Why it stopped. */
  refusal: string | undefined;
}

const none = { sent: 0, refused: 0, applied: 0, failed: 0, waiting: 0 };
/**
 * Milliseconds before each look in a row that finds no new outcome: a consumer tries for about 7 seconds. After the last the
 * page asks no more.
 */
const looksMs = [150, 250, 500, 1_000, 1_000, 2_000, 3_000, 5_000, 10_000];
/** Dead letters that one look asks about. */
const mostAtOnce = 500;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A replay of all dead letters of a filter: batch by batch, with what became of each. */
export class ReplayRun {
  readonly state = new Store<ReplayState>({ phase: "planned", ...none, refusal: undefined });
  private readonly waiting = new Set<string>();
  private cursor: string | null = null;
  private isSent = false;
  private isCancelled = false;

  constructor(private readonly filter: DeadLetterFilter) {}

  /** Sends what is not sent yet, then looks what becomes of it. Goes on where it stopped. */
  async run(): Promise<void> {
    this.change({ phase: "running", refusal: undefined });
    try {
      while (!this.isSent && !this.isCancelled) {
        await this.send();
        await this.look();
      }
      await this.settle();
      this.change({ phase: this.isSent ? (this.waiting.size > 0 ? "waiting" : "over") : "cancelled" });
    } catch (error) {
      this.change({ phase: "stopped", refusal: messageOf(error) });
    }
  }

  /** Sends no further batch. What is sent stays sent. */
  cancel(): void {
    this.isCancelled = true;
    if (this.state.get().phase === "running" && !this.isSent) this.change({ phase: "cancelling" });
  }

  private async send(): Promise<void> {
    const cursor = this.cursor === null ? {} : { cursor: this.cursor };
    const { outcomes, nextCursor } = await api.replay({ filter: this.filter, ...cursor });
    const sent = outcomes.filter(({ outcome }) => outcome === "replaying");
    for (const { id } of sent) this.waiting.add(id);
    this.cursor = nextCursor;
    this.isSent = nextCursor === null;
    const { sent: before, refused } = this.state.get();
    this.change({ sent: before + sent.length, refused: refused + outcomes.length - sent.length });
  }

  /** Looks until each has an outcome, or there has been no new one for a while. */
  private async settle(): Promise<void> {
    let vain = 0;
    for (let ms = looksMs[0]; ms !== undefined && this.waiting.size > 0; ms = looksMs[vain]) {
      await pause(ms);
      const before = this.waiting.size;
      await this.look();
      vain = this.waiting.size < before ? 0 : vain + 1;
    }
  }

  /** Reads what became of those that were sent first. */
  private async look(): Promise<void> {
    const ids = [...this.waiting].slice(0, mostAtOnce);
    if (ids.length === 0) return;
    const { items } = await api.statuses(ids);
    const known = new Map(items.map(({ id, status }) => [id, status]));
    let { applied, failed } = this.state.get();
    for (const id of ids) {
      const status = known.get(id);
      if (status === "replaying") continue;
      this.waiting.delete(id);
      if (status === "replayed") applied += 1;
      else failed += 1;
    }
    this.change({ applied, failed });
  }

  private change(changes: Partial<ReplayState>): void {
    this.state.set({ ...this.state.get(), ...changes, waiting: this.waiting.size });
  }
}

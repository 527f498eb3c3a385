import { timeBudgets } from "../../../contracts/time-budgets";

/** One effect of one event: the same for every try at it. */
export interface EffectId {
  /** The consumer and the effect's name, as `notification/webhook`. */
  consumer: string;
  eventId: string;
}

/** An effect's id as one text, for those who take an idempotency key. */
export const keyOf = ({ consumer, eventId }: EffectId): string => `${consumer}/${eventId}`;

/** Milliseconds that a process has for a side effect before another one may try. Longer than any effect may take. */
export const { leaseMs } = timeBudgets;

/** What is promised when a process dies while it has an effect, at whichever step that is. */
export interface Guarantee {
  /** Whether a crash can lose an effect. */
  lost: "never";
  /** The only place where a crash makes the next try have the effect a second time. */
  doubled: "between effect and commit" | "between effect and done";
  /** Milliseconds after a crash for which others only hear RedeliverError: the one that died may still be at it. */
  wait: number;
}

/**
 * Keeps an effect that leaves the database from being had twice. Effects in the database don't need it: they share a
 * transaction with the claim of their event, and so happen exactly once.
 */
export interface Idempotency {
  readonly guarantee: Guarantee;
  /**
   * Runs `effect` unless it has run under `id`. That it ran is remembered for as long as a claim.
   * @throws what `effect` throws, and RedeliverError when nothing can be said at this moment
   */
  once(id: EffectId, effect: () => Promise<void>): Promise<void>;
}

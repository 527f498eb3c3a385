import { timeBudgets } from "../../contracts/time-budgets";

/**
 * Waits before the retries of an event that failed, in milliseconds; after the last one it is a dead letter.
 * The series is decision 7 of the requirements.
 */
export const retryWaitsMs = [1_000, 2_000, 4_000] as const;

/**
 * How long an event waits for a missing predecessor, in milliseconds; one that is parked itself is waited for as long as
 * it takes. It is longer than any broker keeps back what a consumer that died had in hand: Kafka takes 10 s and a
 * rebalance, Dapr's Redis component some seconds (dapr-components/broker.ts). Beyond that the predecessor is lost, as for a
 * consumer that starts when the broker has forgotten the beginning.
 */
export const { gapTimeoutMs } = timeBudgets;

/** How the side effects of an event are retried: `webhook` and `email` each have such a series of their own. */
export interface RetrySeries {
  /** Milliseconds before each retry; the last one repeats. */
  waitsMs: readonly number[];
  /** Milliseconds after the first failure at which the last try is made. */
  giveUpAfterMs: number;
  /** By how much of itself a wait may grow, at random, so that receivers are not hit by all events at once. */
  jitter: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** The default series of side effects: seconds to hours, until a reminder is of no use any more. */
export const sideEffectRetries: RetrySeries = {
  waitsMs: [10_000, minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour],
  giveUpAfterMs: 24 * hour,
  jitter: 0.2,
};

/** How far a series is. */
export interface SeriesState {
  /** Tries that have failed, at least 1. */
  failures: number;
  /** Milliseconds since the first failure. */
  failingForMs: number;
  /** Milliseconds that the receiver asked to be left alone for. */
  retryAfterMs?: number;
}

/**
 * Milliseconds until the next try, never earlier than the receiver asked for; undefined when the series is over. The last
 * try is made when the series ends.
 */
export function nextWaitMs(
  { waitsMs, giveUpAfterMs, jitter }: RetrySeries,
  { failures, failingForMs, retryAfterMs = 0 }: SeriesState,
  random: () => number = Math.random,
): number | undefined {
  const left = giveUpAfterMs - failingForMs;
  if (left <= 0) return undefined;
  const wait = Math.max(waitsMs[Math.min(failures, waitsMs.length) - 1] ?? 0, retryAfterMs);
  return Math.min(wait * (1 + jitter * random()), left);
}

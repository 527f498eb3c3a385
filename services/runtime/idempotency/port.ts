/** One effect of one event: the same for every try at it. */
export interface EffectId {
  /** The consumer and the effect's name, as `notification/webhook`. */
  consumer: string;
  eventId: string;
}

/** An effect's id as one text, for those who take an idempotency key. */
export const keyOf = ({ consumer, eventId }: EffectId): string => `${consumer}/${eventId}`;

/** What is promised when a process dies while it has an effect, at whichever step that is. */
export interface Guarantee {
  /** Whether a crash can leave an effect that nobody has any more. */
  lost: "never";
  /** The only place where a crash makes the next try have the effect a second time. */
  doubled: "between effect and commit" | "between effect and done";
  /** Milliseconds after a crash for which others only hear GiveBack: the one that died may still be at it. */
  wait: number;
}

/**
 * Keeps an effect that leaves the database from being had twice. Effects in the database don't need it: they share a
 * transaction with the claim of their event, and so happen exactly once.
 */
export interface Idempotency {
  readonly guarantee: Guarantee;
  /**
   * Has `effect` unless it is known to have been had under `id`. What was had is remembered for as long as a claim.
   * @throws whatever `effect` throws, and GiveBack when nothing can be said at this moment
   */
  once(id: EffectId, effect: () => Promise<void>): Promise<void>;
}

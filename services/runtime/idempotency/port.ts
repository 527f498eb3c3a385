/** What a consumer is promised when its process dies, at whichever step that is. */
export type Guarantee =
  /** Lost: never. Twice: when the process dies between the effect and the commit of the transaction around it. */
  | "never lost, doubled only between effect and commit"
  /** Lost: never. Twice: when the process dies between the effect and the note that it is done. */
  | "never lost, doubled only between effect and done";

/**
 * Keeps an effect that leaves the database from being had twice. Effects in the database don't need it: they share a
 * transaction with the claim of their event, and so happen exactly once.
 */
export interface Idempotency {
  readonly guarantee: Guarantee;
  /**
   * Has `effect` unless it is known to have been had under `key`.
   * @throws whatever `effect` throws, and GiveBack when nothing can be said at this moment
   */
  once(key: string, effect: () => Promise<void>): Promise<void>;
}

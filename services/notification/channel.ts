import type { FreeholdEvent } from "../contracts/envelope";
import type { ChannelName } from "./definition";

/** The due reminder that somebody is told of. */
export type DueReminder = FreeholdEvent<"freehold.reminder.due.v1">;

/** An owner who wants to see whether messages arrive. */
export type PushRequested = FreeholdEvent<"freehold.push.requested.v1">;

/** A way by which a notification leaves the platform. */
export interface Channel {
  /** Deliveries are known by it, so that it stays the same from release to release. */
  readonly name: ChannelName;
  /**
   * Delivers a notification, or fails, within 30 seconds.
   * @param idempotencyKey the same for every try, for a receiver that can tell a repetition by it
   * @throws TerminalError when trying again can't help, RetryableError when the receiver says how long to wait, RedeliverError when
   *   nothing can be said now, and Error otherwise
   */
  deliver(reminder: DueReminder, idempotencyKey: string): Promise<void>;
  /**
   * Delivers what its owner asked for, at once, whatever the owner prefers at other times. Default: it can't.
   * @throws TerminalError: one who waits for it would not know what arrives later
   */
  test?(event: PushRequested): Promise<void>;
}

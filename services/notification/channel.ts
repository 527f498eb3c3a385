import type { FreeholdEvent } from "../contracts/envelope";
import type { ChannelName } from "./definition";

/** The due reminder that somebody is told of. */
export type DueReminder = FreeholdEvent<"freehold.reminder.due.v1">;

/** An owner who wants to see whether messages arrive in a browser. */
export type PushRequested = FreeholdEvent<"freehold.push.requested.v1">;

/** An owner who wants to see whether messages arrive by a channel of the operator's. */
export type ChannelTestRequested = FreeholdEvent<"freehold.channel-test.requested.v1">;

/** What a test says. */
export const testTitle = "A test: notifications arrive here";

/** An owner who wants notifications at an address of their own, which is confirmed by a code. */
export type AddressCodeRequested = FreeholdEvent<"freehold.address-code.requested.v1">;

/** Where an owner wants notifications by a channel; undefined: where the operator says. */
export type OwnAddressOf = (ownerId: string) => Promise<string | undefined>;

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
   * Delivers a message that its owner asked for, at once, whatever the owner prefers at other times. Default: it can't.
   * @throws as `deliver`; it is not tried again
   */
  test?(event: ChannelTestRequested, idempotencyKey: string): Promise<void>;
  /**
   * Sends the code by which an owner confirms an address, if it is still good. Default: the channel has no such addresses.
   * @throws as `deliver`
   */
  sendCode?(event: AddressCodeRequested, idempotencyKey: string): Promise<void>;
  /** The same as `test` for one browser. */
  testBrowser?(event: PushRequested): Promise<void>;
}

import type { FreeholdEvent } from "../contracts/envelope";
import type { NotificationChannel } from "../contracts/notification";

/** The due reminder that somebody is told of. */
export type DueReminder = FreeholdEvent<"freehold.reminder.due.v1">;

/** A way by which a notification leaves the platform. */
export interface Channel {
  /** Deliveries are known by it, so that it stays the same from release to release. */
  readonly name: NotificationChannel;
  /**
   * Delivers a notification, or fails, within 30 seconds.
   * @param idempotencyKey the same for every try, for a receiver that can tell a repetition by it
   * @throws RuleViolation when it is refused for good, GiveBack when nothing can be said now, and Error otherwise
   */
  deliver(reminder: DueReminder, idempotencyKey: string): Promise<void>;
}

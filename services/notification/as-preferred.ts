import type { NotificationPreferences } from "../domain/notification-preferences";
import { quietEnd } from "../domain/quiet-hours";
import { PostponedError, RedeliverError } from "../runtime/core/errors";
import { isOutage } from "../runtime/database/outage";
import type { Channel } from "./channel";

/** Reads how an owner wants to be notified. */
export type PreferencesOf = (ownerId: string) => Promise<NotificationPreferences>;

/**
 * A channel as each owner prefers it: it delivers nothing to one who has turned it off, and in quiet hours it waits for their
 * end. What an owner prefers is looked up at each try.
 */
export const asPreferred = (channel: Channel, preferencesOf: PreferencesOf): Channel => ({
  name: channel.name,
  test: channel.test?.bind(channel),
  testBrowser: channel.testBrowser?.bind(channel),
  deliver: async (reminder, idempotencyKey) => {
    const preferences = await preferencesOf(reminder.ownerid).catch((cause) => {
      // It says nothing about the receiver, whose retries it must not use up.
      throw isOutage(cause)
        ? new RedeliverError("The database does not tell how the owner is notified", { cause })
        : cause;
    });
    if (!preferences[channel.name]) return;
    const end = preferences.quietHours && quietEnd(preferences.quietHours, new Date());
    if (end) throw new PostponedError(end);
    await channel.deliver(reminder, idempotencyKey);
  },
});

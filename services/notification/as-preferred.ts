import type { NotificationPreferences } from "../domain/notification-preferences";
import { quietEnd } from "../domain/quiet-hours";
import { PostponedError } from "../runtime/core/errors";
import type { Channel } from "./channel";
import { unlessOutage } from "./unless-outage";

/** Reads how an owner wants to be notified. */
export type PreferencesOf = (ownerId: string) => Promise<NotificationPreferences>;

/**
 * A channel as each owner prefers it: it delivers nothing to one who has turned it off, and in quiet hours it waits for their
 * end. What an owner prefers is looked up at each try.
 */
export const asPreferred = (channel: Channel, preferencesOf: PreferencesOf): Channel => ({
  name: channel.name,
  test: channel.test?.bind(channel),
  sendCode: channel.sendCode?.bind(channel),
  testBrowser: channel.testBrowser?.bind(channel),
  deliver: async (reminder, idempotencyKey) => {
    const preferences = await unlessOutage(preferencesOf(reminder.ownerid));
    if (!preferences[channel.name]) return;
    const end = preferences.quietHours && quietEnd(preferences.quietHours, new Date());
    if (end) throw new PostponedError(end);
    await channel.deliver(reminder, idempotencyKey);
  },
});

import { api } from "../shared/api";
import { messageOf } from "../shared/problem";
import { toast } from "../shared/toasts";
import { notifications, takeRead } from "./notification-list";

/** Marks all notifications as read: those of the list, and the older ones. Shows a failure itself. */
export async function markAllRead(): Promise<void> {
  // UUIDv7: newer ones have greater ids.
  const reminders = notifications.get().filter(({ kind }) => kind === "reminder");
  const upTo = reminders
    .map(({ id }) => id)
    .sort()
    .at(-1);
  if (upTo === undefined) return;
  try {
    for (let more = true; more; ) ({ more } = await api.readNotifications(upTo));
    takeRead(upTo, true);
  } catch (error) {
    toast(messageOf(error));
  }
}

import { t } from "../messages/language";
import { Store } from "../shared/store";
import { toast } from "../shared/toasts";

/** Notifications that the list keeps. */
const mostKept = 50;

export interface Notification {
  /** Of the notification, or of the update that it tells of. */
  id: string;
  taskId: string;
  kind: "reminder" | "occurrence";
  /** As "Reminder". */
  what: string;
  /** Of the task. */
  title: string;
  detail: string;
}

/** Newest first. */
export const notifications = new Store<readonly Notification[]>([]);
/** Ids of what was shown: the transport may deliver an update twice. */
const shown = new Set<string>();

/** Shows a notification once: as a toast, and in the list. */
export function notify(notification: Notification): void {
  const { what, title, detail, kind } = notification;
  if (add(notification)) toast(t.notifications.announce(what, title), { detail, kind });
}

/** Takes the news of an occurrence back: the occurrence is gone. */
export function forgetOccurrence(taskId: string): void {
  notifications.set(notifications.get().filter((each) => each.kind !== "occurrence" || each.taskId !== taskId));
}

/**
 * Puts what was told while the page was closed, or not connected, into the list.
 * @param earlier newest first
 */
export function showEarlier(earlier: readonly Notification[]): void {
  for (const notification of earlier.toReversed()) add(notification);
}

export const clearNotifications = (): void => notifications.set([]);

/** @returns whether it was not shown before */
function add(notification: Notification): boolean {
  if (shown.has(notification.id)) return false;
  shown.add(notification.id);
  notifications.set([notification, ...notifications.get()].slice(0, mostKept));
  return true;
}

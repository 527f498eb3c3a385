import { t } from "../messages/language";
import { Store } from "../shared/store";
import { toast } from "../shared/toasts";
import { afterLoad, afterRead, type Unread, unreadIn } from "./unread";

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
  /** Of a reminder: the news of an occurrence is not kept, so that it is neither. */
  isUnread: boolean;
}

/** Newest first. */
export const notifications = new Store<readonly Notification[]>([]);
/** How many are unread that the list does not have. */
export const unreadBeyond = new Store(0);
/** Ids of what was shown: the transport may deliver an update twice. */
const shown = new Set<string>();

/** Shows a notification once: in the list, and as a toast unless it was missed. */
export function notify(notification: Notification, isMissed: boolean): void {
  const { what, title, detail, kind } = notification;
  if (add(notification) && !isMissed) toast(t.notifications.announce(what, title), { detail, kind });
}

/** Takes the news of an occurrence back: the occurrence is gone. */
export function forgetOccurrence(taskId: string): void {
  notifications.set(notifications.get().filter((each) => each.kind !== "occurrence" || each.taskId !== taskId));
}

/**
 * Puts what was told while the page was closed, or not connected, into the list.
 * @param earlier newest first
 * @param unread how many are unread, with those that are not among them
 */
export function showEarlier(earlier: readonly Notification[], unread: number): void {
  for (const notification of earlier.toReversed()) add(notification);
  show(afterLoad(notifications.get(), earlier, unread));
}

/** Marks a notification as read, and the older ones too if the update says so. */
export function takeRead(id: string, andOlder: boolean): void {
  show(afterRead({ list: notifications.get(), beyond: unreadBeyond.get() }, id, andOlder));
}

export const takeOff = (id: string): void => notifications.set(notifications.get().filter((each) => each.id !== id));

/** Puts a notification back that was taken off to come again: it counts as read. */
export function putBack(notification: Notification): void {
  if (notifications.get().some(({ id }) => id === notification.id)) return;
  // After a reload, those of before may come yet.
  shown.add(notification.id);
  notifications.set([{ ...notification, isUnread: false }, ...notifications.get()]);
}

export const clearNotifications = (): void => notifications.set([]);

function show({ list, beyond }: Unread<Notification>): void {
  notifications.set(list);
  unreadBeyond.set(beyond);
}

/** @returns whether it was not shown before */
function add(notification: Notification): boolean {
  if (shown.has(notification.id)) return false;
  shown.add(notification.id);
  const list = [notification, ...notifications.get()];
  notifications.set(list.slice(0, mostKept));
  unreadBeyond.set(unreadBeyond.get() + unreadIn(list.slice(mostKept)));
  return true;
}

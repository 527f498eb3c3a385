import { t } from "../messages/language";
import { api } from "../shared/api";
import { formatInstant } from "../shared/format";
import { taskList } from "../tasks/task-list-state";
import { doneByUser } from "../undo/own-acts";
import { notifications, takeOff } from "./notification-list";

/**
 * Has the platform remind of a notification's task once more: it leaves the list.
 * @param until ISO 8601
 * @throws {Problem}
 */
export async function snoozeNotification(id: string, until: string): Promise<void> {
  const notification = notifications.get().find((each) => each.id === id);
  if (!notification) return;
  const { taskId, title } = notification;
  const before = taskList.find(taskId);
  const snoozed = await api.snoozeNotification(id, until);
  taskList.apply(snoozed);
  takeOff(id);
  doneByUser({
    said: t.snooze.snoozed(title),
    detail: t.snooze.again(formatInstant(until)),
    steps: [{ id: taskId, from: snoozed.version - 1, to: snoozed.version }],
    undo: { by: "snooze", id: taskId, until: before?.snoozedUntil, notification },
  });
}

import { t } from "../messages/language";
import { currentPlace } from "../places/current-place";
import { hrefOf } from "../places/place";
import { api } from "../shared/api";
import { isStatus, messageOf } from "../shared/problem";
import { toast } from "../shared/toasts";
import { asked } from "../tasks/asked";
import { taskList } from "../tasks/task-list-state";

/**
 * Opens the task that the address names, as `/?task=ID`, once the tasks were read, and later those that the service worker names: a
 * notification was clicked.
 */
export function openLinkedTasks(): void {
  const id = new URLSearchParams(location.search).get("task");
  if (id) {
    const stop = taskList.view.subscribe(() => {
      if (taskList.view.get().isFirst) return;
      stop();
      history.replaceState(null, "", hrefOf(currentPlace.get()));
      open(id);
    });
  }
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    const named: unknown = data?.openTask;
    if (typeof named === "string") open(named);
  });
  // Without it messages wait until the whole document was read.
  navigator.serviceWorker?.startMessages();
}

async function open(id: string): Promise<void> {
  // A dialog that is open may hold what is not saved.
  if (asked.get() !== undefined) return;
  try {
    asked.set({ task: await api.task(encodeURIComponent(id)), act: "edit" });
  } catch (error) {
    const isGone = isStatus(error, 404) || isStatus(error, 400);
    toast(isGone ? t.notifications.taskGone : messageOf(error));
  }
}

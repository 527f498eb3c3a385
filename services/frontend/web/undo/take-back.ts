import { bringBackList, removeListNow } from "../lists/undo-list";
import { putBack } from "../notifications/notification-list";
import { takeBackQueued } from "../offline/without-platform";
import { applyList } from "../places/navigation";
import { api } from "../shared/api";
import type { Task } from "../shared/types";
import { takeBackBulk } from "../tasks/selection/take-back-bulk";
import { snoozeAgain } from "../tasks/snooze";
import { taskList } from "../tasks/task-list-state";
import { back } from "../tasks/undo";
import type { Step, Undone } from "./own-act";
import { revertTo } from "./revert-to";
import type { Undoing } from "./undoing";

/**
 * Takes an act back.
 * @param steps with the version that each task has now, as far as it was this page that changed it
 * @throws {Problem}
 */
export async function takeBack(undo: Undoing, steps: readonly Step[]): Promise<readonly Undone[]> {
  // No task has a version 0: the API would refuse it.
  const version = steps[0]?.to ?? 0;
  switch (undo.by) {
    case "revert":
      return back(await revertTo(undo.id, undo.toVersion, version));
    case "delete":
      await api.deleteTask(undo.id, version);
      taskList.remove(undo.id);
      return [];
    case "restore":
      return back(await api.restoreTask(undo.id));
    case "complete":
      return back(await api.completeTask(undo.id));
    case "reopen":
      return back(await api.reopenTask(undo.id));
    case "move":
      return back(await api.moveTask(undo.id, undo));
    case "tick":
      return shown(await api.changeItem(undo.id, undo.item, { done: undo.done }));
    case "snooze": {
      const task = await snoozeAgain(undo.id, undo.until);
      if (undo.notification) putBack(undo.notification);
      return [task];
    }
    case "bulk":
      return takeBackBulk(undo.parts);
    case "unqueue":
      await takeBackQueued(undo.act);
      return [];
    case "deleteList":
      await removeListNow(undo.id);
      return [];
    case "changeList": {
      const list = await api.changeList(undo.id, undo.fields, version);
      applyList(list);
      return [list];
    }
    case "addList":
      return bringBackList(undo.fields, steps, undo.key);
  }
}

function shown(task: Task): [Task] {
  taskList.apply(task);
  return [task];
}

import { t } from "../../messages/language";
import { toast } from "../../shared/toasts";
import type { BulkAct, Task } from "../../shared/types";
import type { Undone } from "../../undo/own-act";
import { focusLater } from "../focus";
import { taskList } from "../task-list-state";
import { actOn, reasons } from "./bulk";

/** Acts on tasks so that an act on all of them is taken back. A message names those that the API refuses. */
export async function takeBackBulk(
  parts: readonly (readonly [BulkAct, readonly Task[]])[],
): Promise<readonly Undone[]> {
  const undone: Undone[] = [];
  for (const [act, tasks] of parts) {
    // They may have changed since, or be gone.
    const { acted, refusals } = await actOn(
      tasks.map((task) => taskList.find(task.id) ?? task),
      act,
    );
    undone.push(...acted.map(({ after }) => after));
    const detail = reasons(tasks, refusals);
    if (!detail) continue;
    toast(t.undo.notUndone, { detail });
    await taskList.reload().catch(() => {});
  }
  if (undone[0]) focusLater(undone[0].id);
  return undone;
}

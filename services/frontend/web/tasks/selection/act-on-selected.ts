import { t } from "../../messages/language";
import { listNameOf } from "../../places/list-name";
import { messageOf } from "../../shared/problem";
import { toast } from "../../shared/toasts";
import type { BulkAct, Task } from "../../shared/types";
import { doneByUser } from "../../undo/own-acts";
import { actOn, reasons } from "./bulk";
import { leaveSelection } from "./leave-selection";
import { select, selection } from "./selection";
import { type Acted, namesOf, undoing } from "./undoing";

/** Milliseconds after an act during which the bar stays: a second click must not reach what is below it. */
const settleMs = 2_000;

/** Does one thing to the selected tasks, and says in one message what became of each. Those refused stay selected. */
export async function actOnSelected(tasks: readonly Task[], act: BulkAct): Promise<void> {
  try {
    const { acted, refusals } = await actOn(tasks, act);
    select([...refusals.keys()], refusals);
    setTimeout(() => selection.get().ids.size === 0 && leaveSelection(), settleMs);
    tell(act, acted, reasons(tasks, refusals));
  } catch (error) {
    toast(t.selection.notDone, { detail: messageOf(error) });
  }
}

function tell(act: BulkAct, acted: readonly Acted[], detail: string): void {
  if (acted.length === 0) {
    toast(t.selection.notDone, { detail });
    return;
  }
  const changed = acted.filter(({ before, after }) => act.act === "delete" || after.version > before.version);
  doneByUser({
    said:
      act.act === "move"
        ? t.selection.moved(listNameOf(act.listId), namesOf(acted))
        : t.selection.said[act.act](namesOf(acted)),
    detail,
    steps: changed.map(({ before, after }) => ({ id: before.id, from: before.version, to: after.version })),
    undo: {
      by: "bulk",
      parts: undoing(act, changed).map(([opposite, some]) => [opposite, some.map(({ after }) => after)]),
    },
  });
}

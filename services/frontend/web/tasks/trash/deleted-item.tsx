import { useState } from "react";
import { t } from "../../messages/language";
import { api } from "../../shared/api";
import { ErrorWords } from "../../shared/error-words";
import { formatInstant } from "../../shared/format";
import { messageOf } from "../../shared/problem";
import type { DeletedTask } from "../../shared/types";
import { useBusy } from "../../shared/use-busy";
import { doneByUser } from "../../undo/own-acts";
import { taskList } from "../task-list-state";

/** A deleted task. It stays in its place once it is restored: a second click must not restore the next one. */
export function DeletedItem({ task, onRestored }: { task: DeletedTask; onRestored: () => void }) {
  const [isRestored, setRestored] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, run] = useBusy();
  const { title, deletedAt, deletedBy } = task;
  const words = t.trash;
  const click = () =>
    run(async () => {
      if (isRestored) return;
      setRefusal(undefined);
      try {
        await restore(task);
        setRestored(true);
        onRestored();
      } catch (error) {
        setRefusal(messageOf(error));
      }
    });
  return (
    <li className="line">
      <div>
        <p className="title">{title}</p>
        <p className="hint">
          <time dateTime={deletedAt}>{words.deleted(formatInstant(deletedAt), deletedBy)}</time>
        </p>
        <ErrorWords>{refusal}</ErrorWords>
      </div>
      <button
        className={isRestored ? "quiet" : undefined}
        type="button"
        aria-label={isRestored ? words.restored(title) : words.restoreNamed(title)}
        aria-disabled={isRestored}
        aria-busy={isBusy}
        onClick={click}
      >
        {isRestored ? words.isRestored : words.restore}
      </button>
    </li>
  );
}

async function restore({ id, title, version }: DeletedTask): Promise<void> {
  const restored = await api.restoreTask(id);
  taskList.apply(restored);
  doneByUser({
    said: t.trash.restored(title),
    steps: [{ id, from: version, to: restored.version }],
    isQuiet: true,
    undo: { by: "delete", id },
  });
}

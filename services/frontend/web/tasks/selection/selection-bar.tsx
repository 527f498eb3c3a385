import { useRef, useState } from "react";
import { t } from "../../messages/language";
import { navigation } from "../../places/navigation";
import { useStore } from "../../shared/store";
import type { BulkAct } from "../../shared/types";
import { useBusy } from "../../shared/use-busy";
import type { TaskEntry } from "../task-entry";
import { actOnSelected } from "./act-on-selected";
import { leaveSelection } from "./leave-selection";
import { MoveForm } from "./move-form";
import { select, selection } from "./selection";
import { TagForm } from "./tag-form";

/** What can be done to the selected tasks, all at once. */
export function SelectionBar({ entries }: { entries: readonly TaskEntry[] }) {
  const { ids } = useStore(selection);
  const lists = useStore(navigation)?.lists ?? [];
  /** What the user is asked before an act. */
  const [asked, ask] = useState<"tags" | "list">();
  const [isBusy, run] = useBusy();
  const bar = useRef<HTMLElement>(null);
  const tasks = entries.map(({ task }) => task).filter(({ id }) => ids.has(id));
  const words = t.selection;
  const isNone = tasks.length === 0;
  const cancel = () => {
    ask(undefined);
    bar.current?.focus();
  };
  const act = (wanted: BulkAct) => {
    if (isNone) return;
    run(async () => {
      const done = actOnSelected(tasks, wanted);
      // The tasks that it asked about may have left the list.
      ask(undefined);
      await done;
      cancel();
    });
  };
  const isDone = !isNone && tasks.every(({ status }) => status === "completed");
  return (
    <section
      ref={bar}
      id="selection"
      className="selection-bar"
      aria-label={words.title}
      aria-busy={isBusy}
      tabIndex={-1}
    >
      <p role="status">{words.count(tasks.length)}</p>
      {asked === "tags" && <TagForm onTag={(tags) => act({ act: "tag", tags })} onCancel={cancel} />}
      {asked === "list" && (
        <MoveForm tasks={tasks} lists={lists} onMove={(listId) => act({ act: "move", listId })} onCancel={cancel} />
      )}
      {asked === undefined && (
        <div className="selection-acts">
          <button type="button" aria-disabled={isNone} onClick={() => act({ act: isDone ? "reopen" : "complete" })}>
            {isDone ? words.reopen : words.complete}
          </button>
          <button type="button" aria-disabled={isNone} onClick={() => isNone || ask("tags")}>
            {words.tag}
          </button>
          {lists.length > 0 && (
            <button type="button" aria-disabled={isNone} onClick={() => isNone || ask("list")}>
              {words.move}
            </button>
          )}
          <button type="button" aria-disabled={isNone} onClick={() => act({ act: "delete" })}>
            {words.delete}
          </button>
        </div>
      )}
      <div className="selection-ends">
        <button
          className="quiet"
          type="button"
          hidden={tasks.length === entries.length}
          onClick={() => select(entries.map(({ task }) => task.id))}
        >
          {words.all}
        </button>
        <button className="quiet" type="button" onClick={leaveSelection}>
          {words.end}
        </button>
      </div>
    </section>
  );
}

import { useRef, useState } from "react";
import { t } from "../../messages/language";
import { useStore } from "../../shared/store";
import type { BulkAct } from "../../shared/types";
import { useBusy } from "../../shared/use-busy";
import type { TaskEntry } from "../task-entry";
import { actOnSelected } from "./act-on-selected";
import { leaveSelection } from "./leave-selection";
import { select, selection } from "./selection";
import { TagForm } from "./tag-form";

/** What can be done to the selected tasks, all at once. */
export function SelectionBar({ entries }: { entries: readonly TaskEntry[] }) {
  const { ids } = useStore(selection);
  const [isTagging, setTagging] = useState(false);
  const [isBusy, run] = useBusy();
  const bar = useRef<HTMLElement>(null);
  const tasks = entries.map(({ task }) => task).filter(({ id }) => ids.has(id));
  const words = t.selection;
  const isNone = tasks.length === 0;
  const cancel = () => {
    setTagging(false);
    bar.current?.focus();
  };
  const act = (wanted: BulkAct) => {
    if (isNone) return;
    run(async () => {
      await actOnSelected(tasks, wanted);
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
      {isTagging ? (
        <TagForm onTag={(tags) => act({ act: "tag", tags })} onCancel={cancel} />
      ) : (
        <div className="selection-acts">
          <button type="button" aria-disabled={isNone} onClick={() => act({ act: isDone ? "reopen" : "complete" })}>
            {isDone ? words.reopen : words.complete}
          </button>
          <button type="button" aria-disabled={isNone} onClick={() => isNone || setTagging(true)}>
            {words.tag}
          </button>
          {/* Further acts on all of them go here. */}
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

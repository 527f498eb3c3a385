import { type MouseEvent, memo, type Ref, useState } from "react";
import { t } from "../messages/language";
import { tagLink } from "../places/tag-link";
import { ErrorWords } from "../shared/error-words";
import { type ChipField, TaskChips } from "../shared/task-chips";
import { asked } from "./asked";
import { Checklist } from "./checklist/checklist";
import { ProgressChip } from "./checklist/progress-chip";
import { TitleInPlace } from "./edit/title-in-place";
import { TaskHistory } from "./history/task-history";
import { useHistory } from "./history/use-history";
import { ListChip } from "./list-chip";
import { MoveButtons } from "./move-buttons";
import { selectByClick } from "./selection/select-by-input";
import { useSelected } from "./selection/use-selected";
import { endSnooze } from "./snooze";
import { SnoozedChip } from "./snoozed-chip";
import type { TaskEntry } from "./task-entry";
import { useTaskActs } from "./use-task-acts";
import { WaitingChip } from "./waiting-chip";

interface TaskItemProps {
  entry: TaskEntry;
  ref?: Ref<HTMLLIElement> | undefined;
  /** Where it is, in a list that is not there as a whole; the size is -1 while it is not known. */
  place?: { index: number; size: number } | undefined;
  /** The minute in which it is shown: "today" becomes "yesterday" as time goes by. */
  now: number;
}

/** One task in the list. */
export const TaskItem = memo(function TaskItem({ entry, ref, place, now }: TaskItemProps) {
  const { task, isFresh, isSettling } = entry;
  const { id, title, description, status, recurrence, dueAt } = task;
  const acts = useTaskActs(task, isSettling);
  const history = useHistory(task);
  const [isUnfolded, setUnfolded] = useState(false);
  const { isSelecting, isSelected, refusal } = useSelected(id);
  const done = status === "completed";
  // The platform does not have it yet.
  const isNew = task.version === 0;
  const words = t.task;
  const circle = done ? (isSettling ? words.completed : words.reopen) : words.complete;
  const change = (field: ChipField, click: MouseEvent) =>
    selectByClick(id, click) || asked.set({ act: "edit", task, field });
  return (
    <li
      ref={ref}
      className={isFresh ? "task fresh" : "task"}
      tabIndex={-1}
      data-status={status}
      data-task={id}
      data-selected={isSelected || undefined}
      data-index={place?.index}
      aria-posinset={place && place.index + 1}
      aria-setsize={place?.size}
    >
      <button
        className="check"
        type="button"
        {...(isSelecting ? { role: "checkbox", "aria-checked": isSelected } : { "aria-disabled": isSettling })}
        aria-label={isSelecting ? t.selection.select(title) : circle(title)}
        aria-busy={acts.busy === "toggle"}
        onClick={(event) => selectByClick(id, event) || acts.toggle()}
      />
      <div className="body">
        <TitleInPlace task={task} isFixed={done || isSelecting} />
        {description && <p className="description">{description}</p>}
        <TaskChips
          terms={task}
          isOverdue={!done && dueAt !== null && Date.parse(dueAt) < Math.max(now, Date.now())}
          completedAt={task.completedAt}
          showTag={isSelecting ? undefined : tagLink}
          onChange={done || isSelecting ? undefined : change}
        >
          <ProgressChip task={task} isOpen={isUnfolded} onToggle={() => setUnfolded(!isUnfolded)} />
          <SnoozedChip task={task} now={now} onEnd={() => acts.also(() => endSnooze(task))} />
          <ListChip task={task} />
          <WaitingChip id={id} />
        </TaskChips>
      </div>
      <div className="actions" hidden={isSelecting}>
        <MoveButtons task={task} />
        {/* The API refuses to change a completed task. */}
        <button
          className="quiet"
          type="button"
          aria-haspopup="dialog"
          aria-label={words.editNamed(title)}
          hidden={done}
          onClick={() => asked.set({ act: "edit", task })}
        >
          {words.edit}
        </button>
        <button
          className="quiet"
          type="button"
          aria-label={words.skipNamed(title)}
          aria-busy={acts.busy === "skip"}
          hidden={done || recurrence === null || isNew}
          onClick={acts.skip}
        >
          {words.skip}
        </button>
        <button
          className="quiet"
          type="button"
          hidden={isNew}
          aria-expanded={history.isOpen}
          aria-label={words.historyNamed(title)}
          aria-busy={acts.busy === "history"}
          onClick={() => acts.act("history", history.toggle)}
        >
          {words.history}
        </button>
        <button
          className="quiet"
          type="button"
          aria-label={words.deleteNamed(title)}
          aria-busy={acts.busy === "delete"}
          onClick={() => asked.set({ act: "delete", task, confirm: acts.remove })}
        >
          {words.delete}
        </button>
      </div>
      <ErrorWords>{refusal ?? acts.refusal}</ErrorWords>
      {isUnfolded && <Checklist task={task} onAct={acts.also} />}
      {history.isOpen && <TaskHistory entries={history.entries} />}
      <button
        className="quiet more"
        type="button"
        hidden={!history.isOpen || !history.hasMore}
        aria-busy={acts.busy === "more"}
        onClick={() => acts.act("more", history.showMore)}
      >
        {words.showMore}
      </button>
    </li>
  );
});

import { type ReactNode, useState } from "react";
import { t } from "../messages/language";
import { currentPlace } from "../places/current-place";
import { navigation } from "../places/navigation";
import { nameOf } from "../places/place-name";
import { ErrorWords } from "../shared/error-words";
import { formatInstant } from "../shared/format";
import { useStore } from "../shared/store";
import { dropZone } from "./drag-task";
import { Filter } from "./filter";
import { MoreTasks } from "./more-tasks";
import { moveByKey } from "./move-buttons";
import { SelectButton } from "./selection/select-button";
import { clickInList, pressInList } from "./selection/select-by-input";
import { selection } from "./selection/selection";
import { SelectionActs } from "./selection/selection-acts";
import { Skeleton } from "./skeleton";
import { hasDays } from "./task-filter";
import { taskList } from "./task-list-state";
import type { TaskListView } from "./task-list-view";
import { TaskRows } from "./task-rows";
import { Trash } from "./trash/trash";
import { useMinute } from "./use-minute";

interface TasksProps {
  onRetry: () => Promise<void>;
  /** What is shown above the list. */
  children: ReactNode;
}

/** The tasks, and which of them are shown. */
export function Tasks({ onRetry, children }: TasksProps) {
  const view = useStore(taskList.view);
  const now = useMinute();
  const isSelecting = useStore(selection).isOn;
  const place = useStore(currentPlace);
  const lists = useStore(navigation)?.lists;
  const touch = () => taskList.stillness.touch();
  return (
    <section aria-labelledby="tasks-title">
      <div className="tasks-head">
        <h2 id="tasks-title" className="where" tabIndex={-1}>
          {nameOf(place, lists)}
        </h2>
        <SelectButton isHidden={view.entries.length === 0} />
      </div>
      <Filter />
      {view.failure !== undefined && <Failure words={failureWords(view)} onRetry={onRetry} />}
      <SelectionActs entries={view.entries} />
      {children}
      <ul
        id="tasks"
        className="tasks"
        aria-labelledby="tasks-title"
        aria-busy={view.isBusy}
        {...dropZone}
        data-selecting={isSelecting || undefined}
        onPointerDown={touch}
        onMouseDown={pressInList}
        onClick={clickInList}
        onKeyDown={(event) => {
          touch();
          moveByKey(event);
        }}
      >
        {view.isFirst && <Skeleton />}
        <TaskRows entries={view.entries} hasMore={view.hasMore} now={now} />
      </ul>
      <p id="no-tasks" className="empty" role="status" hidden={!isEmpty(view)}>
        {isEmpty(view) && emptyWords(view)}
      </p>
      <MoreTasks view={view} />
      {/* It would be pushed down by the first tasks, where it is not what one looks for yet. */}
      {!view.isFirst && <Trash />}
    </section>
  );
}

const isEmpty = ({ entries, hasMore, isFirst, failure }: TaskListView): boolean =>
  entries.length === 0 && !hasMore && !isFirst && failure === undefined;

function emptyWords({ filter }: TaskListView): string {
  const { search, status, priority, place } = filter;
  if (search) return t.tasks.noMatch(search);
  if (hasDays(filter)) return t.filter.noneDue;
  if (priority) return t.tasks.nonePriority;
  if (place.view) return t.places.none[place.view];
  return status === "completed" ? t.tasks.noneCompleted : t.tasks.noneOpen;
}

/** Why the list could not be read, and of when it is instead. */
const failureWords = ({ failure, seenAt }: TaskListView): string =>
  [failure, seenAt && t.offline.seen(formatInstant(new Date(seenAt).toISOString()))].filter(Boolean).join(" ");

function Failure({ words, onRetry }: { words: string; onRetry: () => Promise<void> }) {
  const [isBusy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    await onRetry();
    setBusy(false);
  };
  return (
    <div id="list-error" className="card line">
      <ErrorWords>{words}</ErrorWords>
      <button type="button" aria-busy={isBusy} onClick={retry}>
        {t.tasks.tryAgain}
      </button>
    </div>
  );
}

import { useEffect, useRef } from "react";
import { t } from "../messages/language";
import { taskList } from "./task-list-state";
import type { TaskListView } from "./task-list-view";

/** How far below the window the end of the list may be when more of it is read. */
const margin = "100px";

/** Reads more of the list once its end comes into sight, or by the button. */
export function MoreTasks({ view: { entries, hasMore, isBusy, failure } }: { view: TaskListView }) {
  const button = useRef<HTMLButtonElement>(null);
  // After a failure, the user tries again.
  const isWaiting = hasMore && !isBusy && failure === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each observer tells once how it is: after each page, whether there is room for another.
  useEffect(() => {
    if (!isWaiting || !button.current) return;
    const observer = new IntersectionObserver(
      (seen) => seen.some(({ isIntersecting }) => isIntersecting) && taskList.loadMore(),
      { rootMargin: margin },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [isWaiting, entries.length]);
  return (
    <button
      ref={button}
      id="more-tasks"
      className="quiet more"
      type="button"
      hidden={!hasMore}
      onClick={() => taskList.loadMore()}
    >
      {t.tasks.loadMore}
    </button>
  );
}

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useState } from "react";
import type { TaskEntry } from "./task-entry";
import { TaskItem } from "./task-item";

/** Above so many tasks, only those in sight and around it are on the page. */
const mostAtOnce = 100;
/** Pixels: what a task takes before it was measured, and what is between two of them. */
const estimatedPx = 76;
const gapPx = 8;

interface TaskRowsProps {
  entries: readonly TaskEntry[];
  hasMore: boolean;
  now: number;
}

/** The tasks, as rows of the list. */
export function TaskRows({ entries, hasMore, now }: TaskRowsProps) {
  const isLong = entries.length > mostAtOnce;
  const top = useTopOfList();
  const virtualizer = useWindowVirtualizer({
    enabled: isLong,
    count: entries.length,
    estimateSize: () => estimatedPx,
    getItemKey: (index) => entries[index]?.task.id ?? index,
    gap: gapPx,
    overscan: 8,
    scrollMargin: top,
  });
  const rows = isLong ? virtualizer.getVirtualItems() : [];
  const above = (rows[0]?.start ?? top) - top;
  const below = virtualizer.getTotalSize() + top - (rows.at(-1)?.end ?? top);
  const shown = isLong ? rows.map(({ index }) => index) : entries.keys();
  return (
    <>
      {isLong && <Space heightPx={above} />}
      {Array.from(shown, (index) => {
        const entry = entries[index];
        if (!entry) return null;
        const place = { index, size: hasMore ? -1 : entries.length };
        return (
          <TaskItem
            key={entry.task.id}
            ref={isLong ? virtualizer.measureElement : undefined}
            entry={entry}
            place={isLong ? place : undefined}
            now={now}
          />
        );
      })}
      {isLong && <Space heightPx={below} />}
    </>
  );
}

/** Stands for the rows that are left out; the list has a gap beside it as well. */
const Space = ({ heightPx }: { heightPx: number }) =>
  heightPx > gapPx && <li aria-hidden="true" style={{ height: heightPx - gapPx }} />;

/** Where the list begins on the page, in pixels. */
function useTopOfList(): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const list = document.querySelector("#tasks");
    if (list) setTop(Math.round(list.getBoundingClientRect().top + scrollY));
  });
  return top;
}

import type { Task } from "../shared/types";
import { CountedTasks } from "./counted-tasks";
import { loadNavigation } from "./navigation";

/** Milliseconds without a change after which the counts are read again, and the longest that they wait while changes go on. */
const settleMs = 400;
const longestMs = 3_000;

const counted = new CountedTasks();
let timer: ReturnType<typeof setTimeout> | undefined;
/** When the first change came that is not counted yet. */
let waitingSince: number | undefined;

/** A task was read. */
export function noteTask(task: Task): void {
  if (counted.isMissed(task)) refreshSoon();
}

/** A task has changed, here or elsewhere. */
export function countTask(task: Task): void {
  if (counted.isNews(task)) refreshSoon();
}

/** A task is gone. */
export function countRemoval(id: string): void {
  if (counted.isRemovalNews(id)) refreshSoon();
}

/** Reads the counts again once changes have settled. A page that is not looked at does so when it is. */
function refreshSoon(): void {
  clearTimeout(timer);
  waitingSince ??= Date.now();
  const left = waitingSince + longestMs - Date.now();
  timer = setTimeout(refresh, Math.max(0, Math.min(settleMs, left)));
}

function refresh(): void {
  if (document.hidden) {
    document.addEventListener("visibilitychange", refresh, { once: true });
    return;
  }
  skipRefresh();
  // They stay as they were: the next change asks again.
  loadNavigation().catch(() => {});
}

/** The counts are read now, with all changes that are known. */
export function skipRefresh(): void {
  clearTimeout(timer);
  waitingSince = undefined;
}

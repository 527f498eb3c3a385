import { actsKey, isLeaving } from "../shared/kept";
import { person } from "../shared/person";
import type { OwnAct } from "./own-act";

/** A page of another version may have written what is there: each change of its shape has a new number. */
const shape = 1;
/** Tasks that kept acts are about, at most: a browser keeps 5 MB for a tab, and no act may wait for it. */
const mostTasks = 1_000;

interface Kept {
  shape: number;
  person: string;
  acts: readonly OwnAct[];
}

/** What the user did in this tab before the page was loaded again; last done last. */
export function readActs(): readonly OwnAct[] {
  try {
    const kept: Kept | null = JSON.parse(sessionStorage.getItem(actsKey) ?? "null");
    if (kept?.shape === shape && kept.person === person()) return kept.acts;
  } catch {
    // Another script of this origin has written it.
  }
  sessionStorage.removeItem(actsKey);
  return [];
}

/** Keeps what fits of what the user did, and of that the last. */
export function writeActs(acts: readonly OwnAct[]): void {
  if (isLeaving.get()) return;
  let tasks = 0;
  const first = acts.findLastIndex(({ steps }) => {
    tasks += steps.length;
    return tasks > mostTasks;
  });
  const kept: Kept = { shape, person: person(), acts: acts.slice(first + 1) };
  try {
    sessionStorage.setItem(actsKey, JSON.stringify(kept));
  } catch {
    // Older ones alone could not be undone in their order.
    sessionStorage.removeItem(actsKey);
  }
}

import { overlaid } from "../offline/overlay";
import type { Act } from "../offline/queued-act";
import type { Task } from "../shared/types";

/** An act that the platform has not answered yet. */
interface Wished {
  act: Act;
  /** As the platform has told it last. */
  told: Task;
  madeAt: number;
}

let wishes: readonly Wished[] = [];

/** What the user wants of a task. */
export function wish(task: Task, act: Act): Wished {
  const wished = { act, told: task, madeAt: Date.now() };
  wishes = [...wishes, wished];
  return wished;
}

/** The platform has answered. */
export function answered(wished: Wished): void {
  wishes = wishes.filter((each) => each !== wished);
}

/** A task as the user wants it, undefined once it is deleted: what the platform tells meanwhile must not bring it back. */
export function asWished(task: Task): Task | undefined {
  const own = wishes.filter(({ told }) => told.id === task.id);
  // What waited until the list may move is older than what was told meanwhile.
  for (const wished of own) if (task.version >= wished.told.version) wished.told = task;
  return overlaid(
    task,
    own.map(({ act, madeAt }) => ({ key: "", act, task, madeAt })),
  );
}

import { t } from "../messages/language";
import { announce } from "../shared/announcer";
import { Store } from "../shared/store";
import { taskList } from "../tasks/task-list-state";
import type { DescribedTask } from "./use-preview";

/** Milliseconds that an answer may take before its task is shown without it: for less, it would only flash. */
const patienceMs = 150;

/** The tasks that the platform was asked to add and has not answered for yet. */
export const onTheirWay = new Store<readonly DescribedTask[]>([]);

/** Those among them that are not shown yet, too. */
let unanswered = 0;

/** Until the platform has answered for the task before. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Shows a task until the platform has answered. One is asked for after the other, so that they are added in the order in which they
 * were written.
 */
export async function showOnItsWay<Answer>(task: DescribedTask, ask: () => Promise<Answer>): Promise<Answer> {
  unanswered++;
  const answer = turn.then(ask);
  turn = answer.catch(() => {});
  // The list below moves when it may.
  const { stillness } = taskList;
  const timer = setTimeout(() => {
    announce(t.quickAdd.onItsWay);
    stillness.run(() => onTheirWay.set([...onTheirWay.get(), task]));
  }, patienceMs);
  try {
    return await answer;
  } finally {
    unanswered--;
    clearTimeout(timer);
    stillness.run(() => onTheirWay.set(onTheirWay.get().filter((each) => each !== task)));
  }
}

// The browser asks whether to leave them behind.
addEventListener("beforeunload", (event) => {
  if (unanswered > 0) event.preventDefault();
});

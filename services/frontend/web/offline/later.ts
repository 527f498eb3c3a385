import { connection } from "../shared/connection";
import { newKey } from "../shared/idempotency-key";
import { person } from "../shared/person";
import { isStatus } from "../shared/problem";
import { isReachable } from "../shared/request";
import { waiting } from "../shared/waiting";
import type { Wish } from "./queued-act";
import { queueAct } from "./without-platform";

/** Whether asking now would be in vain, or overtake what waits. */
function mustWait({ task }: Wish): boolean {
  const isUnknown = "id" in task && task.version === 0;
  return isUnknown || waiting.get().count > 0 || (!isReachable.get() && connection.get() !== "live");
}

/**
 * Asks the platform for an act. If it can't be reached, the act waits, and a message says so.
 * @param ask gets the `Idempotency-Key`
 * @returns undefined when the act waits
 * @throws {Problem}
 */
export async function nowOrLater<Answer>(
  wish: Wish,
  ask: (key: string) => Promise<Answer>,
): Promise<{ answer: Answer } | undefined> {
  const { key = newKey(), who = person() } = wish;
  let failure: unknown;
  if (!mustWait(wish)) {
    try {
      return { answer: await ask(key) };
    } catch (error) {
      if (!isStatus(error, 0)) throw error;
      failure = error;
    }
  }
  try {
    await queueAct({ ...wish, key, who }, failure !== undefined);
    return undefined;
  } catch {
    // The browser keeps nothing, as in some private windows.
    if (failure) throw failure;
    return { answer: await ask(key) };
  }
}

import { setTimeout as pause } from "node:timers/promises";

/**
 * Waits until `condition` gives something other than undefined, null or false, and returns it. The default of `seconds`
 * is for a machine that is slow and busy: on any other the condition comes long before.
 * @throws Error with `what` after `seconds`
 */
export async function until<T>(what: string, condition: () => Promise<T> | T, seconds = 90): Promise<NonNullable<T>> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const result = await condition();
    if (result !== undefined && result !== null && result !== false) return result;
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}`);
    await pause(10);
  }
}

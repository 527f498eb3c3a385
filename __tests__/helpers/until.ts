import { setTimeout as pause } from "node:timers/promises";

/**
 * Waits until `condition` gives something other than undefined, null or false, and returns it.
 * @throws Error with `what` after 20 seconds
 */
export async function until<T>(what: string, condition: () => Promise<T> | T): Promise<NonNullable<T>> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const result = await condition();
    if (result !== undefined && result !== null && result !== false) return result;
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}`);
    await pause(10);
  }
}

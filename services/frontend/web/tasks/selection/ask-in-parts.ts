import type { BulkOutcome } from "../../shared/types";

/** Tasks that the API acts on in one request. */
const mostAtOnce = 100;

/** What the API said of tasks, and of which it said nothing since a request failed. */
export interface Answers {
  outcomes: readonly BulkOutcome[];
  left: readonly string[];
  /** Why that request failed. */
  error?: unknown;
}

/**
 * Acts on tasks in as many requests as it takes. One that fails ends it: what those before it did is told, so that it can be
 * undone.
 * @throws what the first request throws
 */
export async function askInParts(
  ids: readonly string[],
  ask: (ids: readonly string[]) => Promise<{ outcomes: readonly BulkOutcome[] }>,
): Promise<Answers> {
  const outcomes: BulkOutcome[] = [];
  for (let begin = 0; begin < ids.length; begin += mostAtOnce) {
    try {
      outcomes.push(...(await ask(ids.slice(begin, begin + mostAtOnce))).outcomes);
    } catch (error) {
      if (begin === 0) throw error;
      return { outcomes, left: ids.slice(begin), error };
    }
  }
  return { outcomes, left: [] };
}

import type { DeadLetterFilter } from "./filter";
import type { DeadLetter } from "./list";

type Query = Omit<DeadLetterFilter, "since" | "until"> & { since?: string; until?: string };

/** A filter as the API takes it. */
export const toFilter = ({ since, until, ...filter }: Query): DeadLetterFilter => ({
  ...filter,
  since: since === undefined ? undefined : new Date(since),
  until: until === undefined ? undefined : new Date(until),
});

/** A dead letter as the API answers it. */
export const toAnswer = (letter: DeadLetter) => ({
  ...letter,
  firstFailedAt: letter.firstFailedAt.toISOString(),
  deadAt: letter.deadAt.toISOString(),
  replayedAt: letter.replayedAt?.toISOString() ?? null,
  discardedAt: letter.discardedAt?.toISOString() ?? null,
});

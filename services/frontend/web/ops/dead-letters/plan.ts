import { api } from "../ask";
import type { DeadLetterFilter, Group } from "../types";

/** What a replay would do: the dry run that an operator sees before it. */
export interface Plan {
  /** Which dead letters are meant; none that fails later is. */
  filter: DeadLetterFilter;
  kinds: readonly Group[];
  total: number;
  /** Of these, how many would be sent again. */
  replayable: number;
  /** false: there are more than were counted. */
  isComplete: boolean;
}

const sum = (groups: readonly Group[], of: "count" | "replayable") =>
  groups.reduce((total, group) => total + group[of], 0);

export const lettersOf = (groups: readonly Group[]): number => sum(groups, "count");

/**
 * Counts what a filter means, and changes nothing.
 * @throws Problem
 */
export async function planReplay(filter: DeadLetterFilter): Promise<Plan> {
  const { groups, complete } = await api.groups(filter);
  // The end is after the newest one by the clock of the database; the time of the answer is cut to milliseconds.
  const newest = Math.max(0, ...groups.map(({ newestAt }) => Date.parse(newestAt)));
  return {
    filter: { ...filter, until: new Date(newest + 1).toISOString() },
    kinds: groups,
    total: lettersOf(groups),
    replayable: sum(groups, "replayable"),
    isComplete: complete,
  };
}

/** The dead letters of one kind. */
export const filterOf = ({ consumer, type, code, error }: Group): DeadLetterFilter => ({
  ...{ consumer, code, error },
  ...(type !== null && { type }),
});

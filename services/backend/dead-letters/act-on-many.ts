import type { Discard } from "../../runtime/consumer/discard";
import { discardDeadLetter } from "../../runtime/consumer/discard";
import { type Replay, replayDeadLetter } from "../../runtime/consumer/replay";
import type { Database } from "../../runtime/database/database";
import type { DeadLetterFilter } from "./filter";
import { listDeadLetterIds } from "./list-ids";

export interface BatchOptions {
  /** `next` of the batch before. */
  after?: string;
  /** Only says which dead letters are meant. */
  dryRun: boolean;
}

export interface Batch<Outcome> {
  outcomes: { id: string; outcome: Outcome }[];
  /** Where the next batch begins; null after the last. */
  next: string | null;
}

/** Dead letters that one request changes, each in a transaction of its own. */
export const batchSize = 50;

/** Replays the next dead letters that a filter means, oldest first. The outbox relay must be woken afterwards. */
export const replayBatch = (
  database: Database,
  filter: DeadLetterFilter,
  { force = false, ...options }: BatchOptions & { force?: boolean },
): Promise<Batch<Replay | "would replay">> =>
  onBatch(database, filter, options, "would replay", (id) =>
    database.transaction((tx) => replayDeadLetter(tx, id, { force })),
  );

/** Discards the next dead letters that a filter means, oldest first. */
export const discardBatch = (
  database: Database,
  filter: DeadLetterFilter,
  { by, reason, ...options }: BatchOptions & { by: string; reason: string },
): Promise<Batch<Discard | "would discard">> =>
  onBatch(database, filter, options, "would discard", (id) => discardDeadLetter(database, id, { by, reason }));

async function onBatch<Outcome>(
  database: Database,
  filter: DeadLetterFilter,
  { after, dryRun }: BatchOptions,
  dry: Outcome,
  act: (id: string) => Promise<Outcome>,
): Promise<Batch<Outcome>> {
  const { ids, next } = await listDeadLetterIds(database, { ...filter, status: "dead" }, { limit: batchSize, after });
  const outcomes: Batch<Outcome>["outcomes"] = [];
  for (const id of ids) outcomes.push({ id, outcome: dryRun ? dry : await act(id) });
  return { outcomes, next };
}

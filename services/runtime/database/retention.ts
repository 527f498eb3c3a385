import type { Logger } from "pino";
import type { Expiry, Retention } from "../../contracts/retention";
import { claimDays, deadLetterTopic, topicSettings, topics } from "../../contracts/topics";
import { Worker } from "../core/worker";
import type { Database, Sql } from "./database";

/** Rows deleted in one statement, so that no lock is held for long. */
const batchSize = 1_000;
/** Milliseconds between two clean-ups on the back of writes. */
const hour = 3_600_000;

/** Deletes up to `$1` rows of a table, with its further parameters. */
interface Deletion {
  name: string;
  statement: string;
  values: unknown[];
}

/** Deletes what `condition` says of a table; rows that somebody works with are left for the next time. */
const expired = (name: string, condition: string, values: unknown[] = [], schema = "freehold"): Deletion => ({
  name,
  statement: `delete from ${schema}.${name} where ctid = any(array(
    select r.ctid from ${schema}.${name} r where ${condition} limit $1 for update skip locked))`,
  values,
});

function deletionOf(expiry: Expiry, retention: Retention): Deletion {
  if ("statement" in expiry) return { name: expiry.table, statement: expiry.statement, values: [] };
  const { table, expired: condition, days } = expiry;
  if (days === undefined) return expired(table, condition);
  return expired(table, condition, [typeof days === "number" ? days : retention[days]]);
}

const allTopics = topics.flatMap((topic) => [topic, deadLetterTopic(topic)]);

/** Of the tables of the runtime itself. */
const ownDeletions = ({ deadLetterDays }: Retention): Deletion[] => [
  // A parked event keeps its claim for as long as it waits.
  expired(
    "inbox",
    `r.claimed_at < now() - $2 * interval '1 day' and not exists
       (select from freehold.parked p where p.consumer = r.consumer and p.event_id = r.event_id)`,
    [claimDays],
  ),
  expired(
    "bus_log",
    `r.appended_at < now() - (select l.hours from unnest($2::text[], $3::int[]) as l (topic, hours) where l.topic = r.topic)
       * interval '1 hour' and r.position <= coalesce(
       (select min(o.position) from freehold.bus_offsets o where o.topic = r.topic), r.position)`,
    [allTopics, allTopics.map((topic) => topicSettings(topic).retentionHours)],
  ),
  // Left behind by a channel that was taken out of the configuration: nothing retries it.
  expired("parked", "r.outside and r.due_at < now() - $2 * interval '1 day'", [claimDays]),
  expired(
    "owner_use",
    `r.tasks <= 0 and r.day < now() - interval '2 days' and not exists
       (select from freehold.owner_use_pending p where p.owner_id = r.owner_id)`,
  ),
  expired("dead_letters", "r.dead_at < now() - $2 * interval '1 day'", [deadLetterDays]),
];

/** Dapr makes its table itself, where its state store is used. */
const daprState = expired("state", "r.expires_at < now()", [], "dapr_state");

/** How many rows went, by table. */
export type Removed = Record<string, number>;

/**
 * Deletes what is older than its retention, in small batches, each a transaction of its own: of the runtime's own tables,
 * and what services declare of theirs.
 * @param rounds batches of each table at most. Default: as many as it takes.
 */
export async function cleanUp(
  sql: Sql,
  retention: Retention,
  expiries: readonly Expiry[],
  rounds = Number.POSITIVE_INFINITY,
): Promise<Removed> {
  const { rows } = await sql.query<{ there: boolean }>("select to_regclass('dapr_state.state') is not null as there");
  const removed: Removed = {};
  const deletions = [
    ...ownDeletions(retention),
    ...expiries.map((expiry) => deletionOf(expiry, retention)),
    ...(rows[0]?.there ? [daprState] : []),
  ];
  for (const { name, statement, values } of deletions) {
    removed[name] = 0;
    for (let round = 0; round < rounds; round += 1) {
      const { rowCount } = await sql.query(statement, [batchSize, ...values]);
      removed[name] += rowCount ?? 0;
      if ((rowCount ?? 0) < batchSize) break;
    }
  }
  return removed;
}

/**
 * Cleans up a little, at most once an hour and only just after a write: the database is awake then, and an idle one is
 * left asleep.
 */
export class CleanUpOnWrites {
  private readonly worker: Worker;
  private last = Date.now();

  constructor(database: Database, retention: Retention, expiries: readonly Expiry[], logger: Logger) {
    this.worker = new Worker("clean-up", logger, async () => {
      logger.debug({ removed: await cleanUp(database, retention, expiries, 1) }, "Cleaned up");
    });
  }

  /** To be called after a transaction that wrote something. */
  written(): void {
    if (Date.now() - this.last < hour) return;
    this.last = Date.now();
    this.worker.wake();
  }

  stop(): Promise<void> {
    return this.worker.stop();
  }
}

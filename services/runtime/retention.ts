import type { Logger } from "pino";
import { idempotencyKeyHours, type Retention } from "../contracts/retention";
import { claimDays, deadLetterTopic, topicSettings, topics } from "../contracts/topics";
import type { Database, Sql } from "./database";
import { Worker } from "./worker";

/** Rows deleted in one statement, so that no lock is held for long. */
const batchSize = 1_000;
/** Milliseconds between two clean-ups on the back of writes. */
const hour = 3_600_000;

/** What has a limited life: a statement that deletes up to `$1` rows of it, and its further parameters. */
interface Expiry {
  name: string;
  statement: string;
  values: unknown[];
}

/** Deletes what `condition` says of a table; rows that somebody works with are left for the next time. */
const expired = (name: string, condition: string, values: unknown[] = [], schema = "freehold"): Expiry => ({
  name,
  statement: `delete from ${schema}.${name} where ctid = any(array(
    select r.ctid from ${schema}.${name} r where ${condition} limit $1 for update skip locked))`,
  values,
});

const allTopics = topics.flatMap((topic) => [topic, deadLetterTopic(topic)]);

const expiries = ({ auditDays, notificationDays, deadLetterDays }: Retention): Expiry[] => [
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
  expired("idempotency_keys", "r.created_at < now() - $2 * interval '1 hour'", [idempotencyKeyHours]),
  expired("audit_entries", "r.recorded_at < now() - $2 * interval '1 day'", [auditDays]),
  expired("notifications", "r.created_at < now() - $2 * interval '1 day'", [notificationDays]),
  // Of an open task a fired reminder stays: it is what keeps the reminder from being made again.
  expired(
    "reminders",
    `r.status <> 'scheduled' and r.remind_at < now() - $2 * interval '1 day' and not exists
       (select from freehold.tasks t where t.id = r.task_id and t.status = 'open')`,
    [notificationDays],
  ),
  expired("dead_letters", "r.dead_at < now() - $2 * interval '1 day'", [deadLetterDays]),
  {
    // A count and all progress with it go together, once everybody has come to its end: then both begin anew.
    name: "progress",
    statement: `with gone as (
        select s.topic, s.subject from freehold.sequences s
        where not exists (select from freehold.tasks t where t.id = s.subject::uuid)
          and not exists (select from freehold.audit_entries a where a.task_id = s.subject::uuid)
          and not exists (select from freehold.progress p
            where p.topic = s.topic and p.subject = s.subject and (p.sequence < s.last or p.waiting))
          and not exists (select from freehold.parked k where k.topic = s.topic and k.subject = s.subject)
          and not exists (select from freehold.outbox o where o.topic = s.topic and o.subject = s.subject)
        limit $1 for update of s skip locked),
      forgotten as (
        delete from freehold.progress p using gone g where p.topic = g.topic and p.subject = g.subject)
      delete from freehold.sequences s using gone g where s.topic = g.topic and s.subject = g.subject`,
    values: [],
  },
];

/** Dapr makes its table itself, where its state store is used. */
const daprState = expired("state", "r.expires_at < now()", [], "dapr_state");

/** How many rows went, by table. */
export type Removed = Record<string, number>;

/**
 * Deletes what is older than its retention, in small batches, each a transaction of its own.
 * @param rounds batches of each table at most. Default: as many as it takes.
 */
export async function cleanUp(sql: Sql, retention: Retention, rounds = Number.POSITIVE_INFINITY): Promise<Removed> {
  const { rows } = await sql.query<{ there: boolean }>("select to_regclass('dapr_state.state') is not null as there");
  const removed: Removed = {};
  for (const { name, statement, values } of [...expiries(retention), ...(rows[0]?.there ? [daprState] : [])]) {
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

  constructor(database: Database, retention: Retention, logger: Logger) {
    this.worker = new Worker("clean-up", logger, async () => {
      logger.debug({ removed: await cleanUp(database, retention, 1) }, "Cleaned up");
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

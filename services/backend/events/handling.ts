import type { Sql } from "../../runtime/database/database";

/** A claim of a consumer, or of a side effect. */
export interface Claim {
  claimedAt: Date;
  /** Whether the next delivery of the dead letter is taken. */
  replay: boolean;
  leaseUntil: Date | null;
}

/** An event that waits at a consumer, or a side effect that waits. */
export interface Waiting {
  reason: "retry" | "predecessor";
  sequence: number;
  failures: number;
  errorCode: string | null;
  errorMessage: string | null;
  firstFailedAt: Date | null;
  dueAt: Date;
}

export interface GivenUp {
  id: string;
  code: string;
  reason: string;
  retries: number;
  status: "dead" | "replaying" | "replayed";
  firstFailedAt: Date;
  deadAt: Date;
  replayedAt: Date | null;
}

/** An earlier event of the task that is parked at the consumer. */
export interface Predecessor {
  id: string;
  sequence: number;
  reason: "retry" | "predecessor";
}

/** What the tables say of an event at one consumer, or at one side effect. */
export interface Handling {
  consumer: string;
  claim?: Claim;
  waiting?: Waiting;
  givenUp?: GivenUp;
  /** Sequence to which the consumer has come with the task. */
  progress?: number;
  /** Position to which the consumer has read the embedded log. */
  readTo?: number;
  predecessors: Predecessor[];
}

interface At {
  consumer: string;
}

/** Predecessors that are listed. */
const mostPredecessors = 10;

/** Reads what is known of an event at each of `consumers`, each by a key that an index begins with. */
export async function handlingOf(
  sql: Sql,
  { id, topic, subject }: { id: string; topic: string; subject: string },
  consumers: readonly string[],
): Promise<Handling[]> {
  const claims = await sql.query<Claim & At>(
    `select consumer, claimed_at as "claimedAt", replay, lease_until as "leaseUntil" from freehold.inbox
     where consumer = any($1) and event_id = $2`,
    [consumers, id],
  );
  const parked = await sql.query<Waiting & At>(
    `select consumer, reason, sequence, failures, error_code as "errorCode", error_message as "errorMessage",
       first_failed_at as "firstFailedAt", due_at as "dueAt"
     from freehold.parked where consumer = any($1) and event_id = $2`,
    [consumers, id],
  );
  const letters = await sql.query<GivenUp & At>(
    `select consumer, id, code, reason, retries, status, first_failed_at as "firstFailedAt", dead_at as "deadAt",
       replayed_at as "replayedAt"
     from freehold.dead_letters where consumer = any($1) and event_id = $2`,
    [consumers, id],
  );
  const progress = await sql.query<{ sequence: number } & At>(
    "select consumer, sequence from freehold.progress where consumer = any($1) and topic = $2 and subject = $3",
    [consumers, topic, subject],
  );
  const offsets = await sql.query<{ position: number } & At>(
    "select consumer, position from freehold.bus_offsets where consumer = any($1) and topic = $2",
    [consumers, topic],
  );
  const handlings: Handling[] = [];
  for (const consumer of consumers) {
    const of = <Row extends At>({ rows }: { rows: Row[] }) => rows.find((row) => row.consumer === consumer);
    const waiting = of(parked);
    handlings.push({
      ...{ consumer, claim: of(claims), waiting, givenUp: of(letters) },
      ...{ progress: of(progress)?.sequence, readTo: of(offsets)?.position },
      predecessors:
        waiting?.reason === "predecessor" ? await predecessorsOf(sql, { consumer, topic, subject }, waiting) : [],
    });
  }
  return handlings;
}

async function predecessorsOf(
  sql: Sql,
  { consumer, topic, subject }: At & { topic: string; subject: string },
  { sequence }: Waiting,
): Promise<Predecessor[]> {
  const { rows } = await sql.query<Predecessor>(
    `select event_id as id, sequence, reason from freehold.parked
     where consumer = $1 and topic = $2 and subject = $3 and sequence < $4 order by sequence limit ${mostPredecessors}`,
    [consumer, topic, subject, sequence],
  );
  return rows;
}

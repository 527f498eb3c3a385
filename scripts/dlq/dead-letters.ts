import type { Database, Sql } from "../../services/runtime/database";
import { type Replay, replayDeadLetter } from "../../services/runtime/replay";
import type { Filter } from "./options";

/** A dead letter, without its event. */
export interface DeadLetter {
  id: string;
  consumer: string;
  topic: string;
  type: string | null;
  subject: string | null;
  code: string;
  reason: string;
  retries: number;
  status: string;
  replayable: boolean;
  deadAt: Date;
}

const columns = `id, consumer, topic, type, subject, code, reason, retries, status, replayable, dead_at as "deadAt"`;

/** The dead letters that a filter means, oldest first. */
export async function listDeadLetters(sql: Sql, filter: Filter): Promise<DeadLetter[]> {
  const { consumer, topic, code, subject, since, until } = filter;
  const { rows } = await sql.query<DeadLetter>(
    `select ${columns} from freehold.dead_letters
     where ($1::text is null or consumer = $1) and ($2::text is null or topic = $2)
       and ($3::text is null or code = $3) and ($4::text is null or subject = $4)
       and ($5::timestamptz is null or dead_at >= $5) and ($6::timestamptz is null or dead_at < $6)
     order by dead_at, id`,
    [consumer, topic, code, subject, since, until],
  );
  return rows;
}

/** One dead letter with its event, as it was delivered. */
export async function showDeadLetter(sql: Sql, id: string): Promise<(DeadLetter & { event: unknown }) | undefined> {
  const { rows } = await sql.query<DeadLetter & { event: unknown }>(
    `select ${columns}, event from freehold.dead_letters where id = $1`,
    [id],
  );
  return rows[0];
}

export interface Outcome {
  id: string;
  outcome: Replay;
}

/**
 * Replays dead letters in their order, each in a transaction of its own, so that an interruption leaves each either
 * replayed or as it was.
 * @param done called after each
 */
export async function replayAll(
  database: Database,
  ids: readonly string[],
  { force, done }: { force: boolean; done: (count: number) => void },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const id of ids) {
    outcomes.push({ id, outcome: await database.transaction((tx) => replayDeadLetter(tx, id, { force })) });
    done(outcomes.length);
  }
  return outcomes;
}

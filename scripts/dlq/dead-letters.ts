import { type Replay, replayDeadLetter } from "../../services/runtime/consumer/replay";
import type { Database, Sql } from "../../services/runtime/database/database";
import type { DeadLetter } from "./dead-letter";
import type { Filter } from "./options";
import { asDeadLetter, broker, isRawId, type RawLetter, replayRaw } from "./raw";

/** One of the broker that was replayed goes by its place on the broker, as it does while it is read from there. */
const columns = `case when consumer = '${broker}' then event_id else id::text end as id, consumer, topic, type, subject, code, reason, retries, status, replayable, dead_at as "deadAt"`;

/** The dead letters in the table that a filter means, oldest first. */
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
    `select ${columns}, event from freehold.dead_letters where id::text = $1 or (consumer = '${broker}' and event_id = $1)`,
    [id],
  );
  return rows[0];
}

/**
 * The dead letters of consumers and those of the broker in one view, oldest first.
 * @param raw what the broker gave up on; undefined when that can't be seen
 */
export async function viewOf(sql: Sql, raw: readonly RawLetter[] = [], filter: Filter = {}): Promise<DeadLetter[]> {
  const kept = await listDeadLetters(sql, filter);
  const replayed = new Set((await listDeadLetters(sql, { consumer: broker })).map(({ id }) => id));
  const ofBroker = raw
    .map((letter) => asDeadLetter(letter, replayed.has(letter.id)))
    .filter((letter) => isMeant(letter, filter))
    .map(({ event: _, ...letter }) => letter);
  const seen = new Set(ofBroker.map(({ id }) => id));
  return [...kept.filter(({ id }) => !seen.has(id)), ...ofBroker].sort(
    (one, other) => one.deadAt.getTime() - other.deadAt.getTime(),
  );
}

const isMeant = (letter: DeadLetter, { consumer, topic, code, subject, since, until }: Filter): boolean =>
  (consumer === undefined || letter.consumer === consumer) &&
  (topic === undefined || letter.topic === topic) &&
  (code === undefined || letter.code === code) &&
  (subject === undefined || letter.subject === subject) &&
  (since === undefined || letter.deadAt >= since) &&
  (until === undefined || letter.deadAt < until);

export interface Outcome {
  id: string;
  outcome: Replay;
}

export interface ReplayOptions {
  force: boolean;
  /** Where the ids of the broker's own dead letters are found. Default: none are. */
  raw?: readonly RawLetter[];
  /** Called after each. */
  done: (count: number) => void;
}

/**
 * Replays dead letters in their order, each in a transaction of its own, so that an interruption leaves each either
 * replayed or as it was.
 */
export async function replayAll(
  database: Database,
  ids: readonly string[],
  { force, raw = [], done }: ReplayOptions,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const id of ids) {
    const letter = raw.find((one) => one.id === id);
    const outcome = await database.transaction(async (tx) => {
      if (letter) return replayRaw(tx, letter, { force });
      return isRawId(id) ? "unknown" : replayDeadLetter(tx, id, { force });
    });
    outcomes.push({ id, outcome });
    done(outcomes.length);
  }
  return outcomes;
}

import {
  findDeadLetter,
  type DeadLetter as KeptLetter,
  listDeadLetters as readPage,
} from "../../services/backend/dead-letters/list";
import { schemaErrors } from "../../services/backend/dead-letters/schema-errors";
import { type Discard, discardDeadLetter } from "../../services/runtime/consumer/discard";
import { type Replay, replayDeadLetter } from "../../services/runtime/consumer/replay";
import type { Database, Sql } from "../../services/runtime/database/database";
import type { DeadLetter } from "./dead-letter";
import type { Filter } from "./options";
import { asDeadLetter, broker, isRawId, type RawLetter, replayRaw } from "./raw";

/** Dead letters read at once. */
const pageSize = 100;

/** One of the broker that was replayed goes by its place on the broker, as it does while it is read from there. */
function toView({ consumer, eventId, ...letter }: KeptLetter): DeadLetter {
  const { topic, type, subject, code, reason, retries, status, replayable, deadAt } = letter;
  const id = consumer === broker ? eventId : letter.id;
  return { id, consumer, topic, type, subject, code, reason, retries, status, replayable, deadAt };
}

/** The dead letters in the table that a filter means, oldest first. */
export async function listDeadLetters(sql: Sql, filter: Filter): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await readPage(sql, filter, { limit: pageSize, after });
    letters.push(...items.map(toView));
    after = next ?? undefined;
  } while (after !== undefined);
  return letters.sort((one, other) => one.deadAt.getTime() - other.deadAt.getTime());
}

/** One dead letter with its event, as it was delivered, and what that breaks of its schema. */
export async function showDeadLetter(sql: Sql, id: string) {
  const { rows } = await sql.query<{ id: string }>(
    `select id::text from freehold.dead_letters where id = $2::uuid
     union all select id::text from freehold.dead_letters where consumer = '${broker}' and event_id = $1`,
    [id, isRawId(id) ? null : id],
  );
  const letter = rows[0] && (await findDeadLetter(sql, rows[0].id));
  if (!letter) return undefined;
  const { discardedAt, discardedBy, discardReason, event } = letter;
  return { ...toView(letter), discardedAt, discardedBy, discardReason, event, schemaErrors: schemaErrors(event) };
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

const isMeant = (letter: DeadLetter, filter: Filter): boolean => {
  const { consumer, topic, type, code, subject, error, text, since, until } = filter;
  return (
    (consumer === undefined || letter.consumer === consumer) &&
    (topic === undefined || letter.topic === topic) &&
    (type === undefined || letter.type === type) &&
    (code === undefined || letter.code === code) &&
    (error === undefined || letter.reason === error) &&
    (text === undefined || letter.reason.toLowerCase().includes(text.toLowerCase())) &&
    (subject === undefined || letter.subject === subject) &&
    (since === undefined || letter.deadAt >= since) &&
    (until === undefined || letter.deadAt < until)
  );
};

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

/** Discards dead letters in their order; those on a broker can't be. */
export async function discardAll(
  database: Database,
  ids: readonly string[],
  { by, reason, done }: { by: string; reason: string; done: (count: number) => void },
): Promise<{ id: string; outcome: Discard }[]> {
  const outcomes: { id: string; outcome: Discard }[] = [];
  for (const id of ids) {
    outcomes.push({ id, outcome: isRawId(id) ? "unknown" : await discardDeadLetter(database, id, { by, reason }) });
    done(outcomes.length);
  }
  return outcomes;
}

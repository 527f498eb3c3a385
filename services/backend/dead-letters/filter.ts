/** How far a dead letter is. The table has no status `discarded`: releases before it would not know it. */
export const deadLetterStatuses = ["dead", "replaying", "replayed", "discarded"] as const;
export type DeadLetterStatus = (typeof deadLetterStatuses)[number];

/** Which dead letters are meant; all conditions hold together. */
export interface DeadLetterFilter {
  consumer?: string;
  topic?: string;
  type?: string;
  code?: string;
  subject?: string;
  /** The error of a group, as groups name it. */
  error?: string;
  /** Part of the reason, in any case. */
  text?: string;
  status?: DeadLetterStatus;
  since?: Date;
  until?: Date;
}

export const statusColumn = `case when status = 'dead' and discarded_at is not null then 'discarded' else status end`;

/** What reasons of one kind have in common: without ids and numbers, and no longer than a line. */
export const errorColumn = `regexp_replace(regexp_replace(left(reason, 200),
  '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}', '<id>', 'g'), '[0-9]+', '<n>', 'g')`;

/** Dead letters that one request looks at: a filter has no index, and the table is walked from where the page before ended. */
export const walkedLetters = 5_000;

/** Rows of the table in the order of their ids, without their events: ids are UUIDv7, in the order of time. */
export const walk = (direction: "asc" | "desc", after: string) =>
  `select id, consumer, topic, type, code, reason, subject, replayable, first_failed_at, dead_at, ${statusColumn} as status, ${errorColumn} as error
   from freehold.dead_letters where id ${direction === "asc" ? ">" : "<"} ${after} order by id ${direction} limit ${walkedLetters}`;

/** The condition for a row of `walk`; its values are `$1` to `$10`. */
export const matches = `($1::text is null or consumer = $1) and ($2::text is null or topic = $2)
  and ($3::text is null or type = $3) and ($4::text is null or code = $4) and ($5::text is null or subject = $5)
  and ($6::text is null or error = $6) and ($7::text is null or position(lower($7) in lower(reason)) > 0)
  and ($8::text is null or status = $8) and ($9::timestamptz is null or dead_at >= $9)
  and ($10::timestamptz is null or dead_at < $10)`;

export const valuesOf = (filter: DeadLetterFilter): unknown[] => {
  const { consumer, topic, type, code, subject, error, text, status, since, until } = filter;
  return [consumer, topic, type, code, subject, error, text, status, since, until];
};

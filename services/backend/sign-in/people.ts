import { randomBytes } from "node:crypto";
import type { Sql } from "../../runtime/database/database";

export interface Person {
  /** What an authenticator knows the person by. */
  userHandle: Buffer;
}

/** The person of a name, made when there is none yet; no other transaction changes what is theirs until this one ends. */
export async function lockPerson(tx: Pick<Sql, "query">, ownerId: string): Promise<Person> {
  const { rows } = await tx.query<Person & Record<string, unknown>>(
    `insert into freehold.people (owner_id, user_handle) values ($1, $2)
     on conflict (owner_id) do update set owner_id = excluded.owner_id returning user_handle as "userHandle"`,
    [ownerId, randomBytes(32)],
  );
  const [person] = rows;
  if (!person) throw new Error("Postgres returned no row of an insert");
  return person;
}

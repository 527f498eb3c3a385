import { NIL, v7 as uuidv7 } from "uuid";
import { mostPerPerson, signInTimes } from "../../contracts/sign-in";
import { hashOfToken, newSecretToken } from "../../runtime/core/secret-token";
import type { Sql } from "../../runtime/database/database";
import type { PageRow } from "../page";
import { ownedPage } from "./owned-page";

export interface SessionRow extends PageRow {
  id: string;
  browser: string;
  created_at: Date;
  expires_at: Date;
}

const columns = "id, browser, created_at, expires_at";

export const listSessions = ownedPage<SessionRow>("sessions", columns, "octet_length(browser)", "expires_at > now()");

/** Characters that are kept of what a browser says of itself. */
const longestBrowser = 300;

/**
 * Begins a session. A person with too many loses the oldest.
 * @param passkeyId by which the person signed in; null: by none, but an OpenID provider
 * @returns its token, which is not stored
 */
export async function beginSession(
  tx: Pick<Sql, "query">,
  ownerId: string,
  passkeyId: string | null,
  userAgent: string | undefined,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newSecretToken();
  const browser = (userAgent ?? "").replace(/[^ -~]/g, "").slice(0, longestBrowser);
  const { rows } = await tx.query<{ expiresAt: Date }>(
    `insert into freehold.sessions (id, owner_id, passkey_id, browser, token_hash, expires_at)
     values ($1, $2, $3, $4, $5, now() + $6 * interval '1 day') returning expires_at as "expiresAt"`,
    [uuidv7(), ownerId, passkeyId ?? NIL, browser, hashOfToken(token), signInTimes.sessionDays],
  );
  await tx.query(
    `delete from freehold.sessions where id in
       (select id from freehold.sessions where owner_id = $1 order by id desc offset $2)`,
    [ownerId, mostPerPerson.sessions],
  );
  const [row] = rows;
  if (!row) throw new Error("Postgres returned no row of an insert");
  return { token, expiresAt: row.expiresAt };
}

/** @returns whether there was such a session */
export async function endSession(sql: Pick<Sql, "query">, ownerId: string, id: string): Promise<boolean> {
  const statement = "delete from freehold.sessions where id = $1 and owner_id = $2";
  return (await sql.query(statement, [id, ownerId])).rowCount === 1;
}

import { v7 as uuidv7 } from "uuid";
import { mostPerPerson } from "../../contracts/sign-in";
import { hashOfToken, newSecretToken } from "../../runtime/core/secret-token";
import type { Database, Sql } from "../../runtime/database/database";
import { conflict } from "../../runtime/http/problem";
import type { PageRow } from "../page";
import { ownedPage } from "./owned-page";
import { lockPerson } from "./people";

export interface PersonalTokenRow extends PageRow {
  id: string;
  name: string;
  scope: "read" | "write";
  created_at: Date;
  expires_at: Date;
}

export interface NewPersonalToken {
  name: string;
  scope: "read" | "write";
  expiresAt: string;
}

const columns = "id, name, scope, created_at, expires_at";

export const listPersonalTokens = ownedPage<PersonalTokenRow>("personal_tokens", columns, "octet_length(name)");

/** @throws HttpProblem 409 when the person has as many as may be */
export const addPersonalToken = (
  database: Database,
  ownerId: string,
  { name, scope, expiresAt }: NewPersonalToken,
): Promise<{ row: PersonalTokenRow; token: string }> =>
  database.transaction(async (tx) => {
    // Two at once would both find room for the last one.
    await lockPerson(tx, ownerId);
    const token = newSecretToken();
    const { rows } = await tx.query<PersonalTokenRow>(
      `insert into freehold.personal_tokens (id, owner_id, name, scope, token_hash, expires_at)
       select $1, $2, $3, $4, $5, $6 where (select count(*) from freehold.personal_tokens where owner_id = $2) < $7
       returning ${columns}`,
      [uuidv7(), ownerId, name, scope, hashOfToken(token), expiresAt, mostPerPerson.personalTokens],
    );
    if (!rows[0])
      throw conflict(
        "TOO_MANY_TOKENS",
        `You have ${mostPerPerson.personalTokens} tokens, the most that one person may have: revoke one.`,
        { most: mostPerPerson.personalTokens },
      );
    return { row: rows[0], token };
  });

/** @returns whether there was such a token */
export async function revokePersonalToken(sql: Pick<Sql, "query">, ownerId: string, id: string): Promise<boolean> {
  const statement = "delete from freehold.personal_tokens where id = $1 and owner_id = $2";
  return (await sql.query(statement, [id, ownerId])).rowCount === 1;
}

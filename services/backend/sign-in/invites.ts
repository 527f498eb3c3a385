import { v7 as uuidv7 } from "uuid";
import { hashOfToken, newSecretToken } from "../../runtime/core/secret-token";
import type { Database, Sql } from "../../runtime/database/database";
import { HttpProblem } from "../../runtime/http/problem";

export interface NewInvite {
  /** Whom it signs in: the owner of the tasks that are seen then. */
  ownerId: string;
  /** Whether the person may see and replay the dead letters of all owners from then on. */
  operator: boolean;
  days: number;
}

/**
 * Makes an invite. It replaces those of the same name that were not used, so that a link that was lost is worth nothing.
 * @returns its token, which is not stored
 */
export async function addInvite(
  database: Database,
  { ownerId, operator, days }: NewInvite,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newSecretToken();
  return database.transaction(async (tx) => {
    await tx.query("delete from freehold.invites where owner_id = $1 and used_at is null", [ownerId]);
    const { rows } = await tx.query<{ expiresAt: Date }>(
      `insert into freehold.invites (id, owner_id, operator, token_hash, expires_at)
       values ($1, $2, $3, $4, now() + $5 * interval '1 day') returning expires_at as "expiresAt"`,
      [uuidv7(), ownerId, operator, hashOfToken(token), days],
    );
    const [row] = rows;
    if (!row) throw new Error("Postgres returned no row of an insert");
    return { token, expiresAt: row.expiresAt };
  });
}

export interface Invite {
  id: string;
  ownerId: string;
  operator: boolean;
}

const columns = 'id, owner_id as "ownerId", operator';
const isGood = "token_hash = $1 and used_at is null and expires_at > now()";

/** @throws HttpProblem 404, the same for a link that was used, has ended, or never was */
export async function findInvite(sql: Pick<Sql, "query">, token: string): Promise<Invite> {
  const { rows } = await sql.query<Invite & Record<string, unknown>>(
    `select ${columns} from freehold.invites where ${isGood}`,
    [hashOfToken(token)],
  );
  return rows[0] ?? refuse();
}

/** Uses it up: of several at once, one succeeds. @throws HttpProblem 404 */
export async function takeInvite(tx: Pick<Sql, "query">, token: string): Promise<Invite> {
  const { rows } = await tx.query<Invite & Record<string, unknown>>(
    `update freehold.invites set used_at = now() where ${isGood} returning ${columns}`,
    [hashOfToken(token)],
  );
  return rows[0] ?? refuse();
}

const refuse = (): never => {
  throw new HttpProblem({
    status: 404,
    code: "INVITE_GONE",
    title: "Not found",
    detail: "This link was used, has ended, or never was: ask for a new one.",
  });
};

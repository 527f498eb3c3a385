import type { WebAuthnCredential } from "@simplewebauthn/server";
import { v7 as uuidv7 } from "uuid";
import { oidcOwnerPrefix } from "../../contracts/oidc";
import { mostPerPerson } from "../../contracts/sign-in";
import type { Sql } from "../../runtime/database/database";
import { conflict } from "../../runtime/http/problem";
import type { PageRow } from "../page";
import { ownedPage } from "./owned-page";

export interface PasskeyRow extends PageRow {
  id: string;
  name: string;
  created_at: Date;
  last_used_at: Date | null;
}

const columns = "id, name, created_at, last_used_at";

export const listPasskeys = ownedPage<PasskeyRow>("passkeys", columns, "octet_length(name)");

/** Passkeys of a person, for an authenticator to know which it has already. */
export async function knownPasskeys(sql: Pick<Sql, "query">, ownerId: string) {
  const { rows } = await sql.query<{ id: string; transports: string[] }>(
    "select credential_id as id, transports from freehold.passkeys where owner_id = $1",
    [ownerId],
  );
  return rows;
}

/**
 * @param tx holds the lock of the person
 * @throws HttpProblem 409 when the person has as many as may be, or somebody has this one
 */
export async function addPasskey(
  tx: Pick<Sql, "query">,
  ownerId: string,
  name: string,
  { id, publicKey, counter, transports = [] }: WebAuthnCredential,
): Promise<PasskeyRow> {
  const { rows: counted } = await tx.query<{ count: number }>(
    "select count(*)::int as count from freehold.passkeys where owner_id = $1",
    [ownerId],
  );
  if ((counted[0]?.count ?? 0) >= mostPerPerson.passkeys)
    throw conflict(
      "TOO_MANY_PASSKEYS",
      `You have ${mostPerPerson.passkeys} passkeys, the most that one person may have: revoke one.`,
      { most: mostPerPerson.passkeys },
    );
  const { rows } = await tx.query<PasskeyRow>(
    `insert into freehold.passkeys (id, owner_id, name, credential_id, public_key, counter, transports)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (credential_id) do nothing returning ${columns}`,
    [uuidv7(), ownerId, name, id, Buffer.from(publicKey), counter, transports],
  );
  if (!rows[0]) throw conflict("PASSKEY_KNOWN", "This passkey is registered already.");
  return rows[0];
}

export interface KnownPasskey {
  passkeyId: string;
  ownerId: string;
  userHandle: Buffer;
  credential: WebAuthnCredential;
}

export async function findPasskey(sql: Pick<Sql, "query">, credentialId: string): Promise<KnownPasskey | undefined> {
  const { rows } = await sql.query<{
    id: string;
    owner_id: string;
    user_handle: Buffer;
    public_key: Buffer;
    counter: string;
    transports: string[];
  }>(
    `select k.id, k.owner_id, p.user_handle, k.public_key, k.counter, k.transports
     from freehold.passkeys k join freehold.people p using (owner_id) where k.credential_id = $1`,
    [credentialId],
  );
  const [row] = rows;
  if (!row) return undefined;
  return {
    ...{ passkeyId: row.id, ownerId: row.owner_id, userHandle: row.user_handle },
    credential: {
      ...{ id: credentialId, publicKey: new Uint8Array(row.public_key) },
      ...{ counter: Number(row.counter), transports: row.transports },
    },
  };
}

/** @returns whether the passkey is still there, and has not signed more often meanwhile: then it would have been copied */
export async function recordUse(tx: Pick<Sql, "query">, id: string, counter: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update freehold.passkeys set counter = $2, last_used_at = now() where id = $1 and counter <= $2",
    [id, counter],
  );
  return rowCount === 1;
}

export async function renamePasskey(
  sql: Pick<Sql, "query">,
  ownerId: string,
  id: string,
  name: string,
): Promise<PasskeyRow | undefined> {
  const statement = `update freehold.passkeys set name = $3 where id = $1 and owner_id = $2 returning ${columns}`;
  return (await sql.query<PasskeyRow>(statement, [id, ownerId, name])).rows[0];
}

/**
 * Revokes a passkey, and ends the sessions that it began but the one that asks.
 * @param tx holds the lock of the person
 * @returns whether there was such a passkey
 * @throws HttpProblem 409 for the only one of a person who was invited, and could not come back without it
 */
export async function revokePasskey(
  tx: Pick<Sql, "query">,
  ownerId: string,
  id: string,
  asking: string | undefined,
): Promise<boolean> {
  const statement = "delete from freehold.passkeys where id = $1 and owner_id = $2";
  if ((await tx.query(statement, [id, ownerId])).rowCount !== 1) return false;
  const left = await tx.query("select from freehold.passkeys where owner_id = $1 limit 1", [ownerId]);
  if (left.rowCount === 0 && !ownerId.startsWith(oidcOwnerPrefix))
    throw conflict("LAST_PASSKEY", "This is your only passkey: add another one first.");
  await tx.query(
    "delete from freehold.sessions where owner_id = $1 and passkey_id = $2 and id is distinct from $3::uuid",
    [ownerId, id, asking],
  );
  return true;
}

import { createHash } from "node:crypto";
import type { Sql } from "../runtime/database/database";
import type { Identity } from "../runtime/http/auth";
import { HttpProblem, invalid } from "../runtime/http/problem";

interface StoredResponse<T> {
  fingerprint: string;
  response: T;
}

/**
 * Answers a request with an `Idempotency-Key` once: a repetition gets the first answer, and two at the same time wait
 * for each other. The key belongs to the owner. Source: draft-ietf-httpapi-idempotency-key-header.
 * @param body what the key stands for; the same key with another body is refused with 422
 */
export async function once<T>(
  tx: Sql,
  { ownerId, actor }: Identity,
  key: string | undefined,
  body: unknown,
  work: () => Promise<T>,
): Promise<T> {
  if (key === undefined) return work();
  checkKey(key);
  const fingerprint = fingerprintOf(body);
  // The row makes a second request with the key wait until this transaction is over.
  const { rowCount } = await tx.query(
    `insert into freehold.idempotency_keys (owner_id, actor, key, fingerprint, response) values ($1, $2, $3, $4, 'null')
     on conflict (owner_id, key) do nothing`,
    [ownerId, actor, key, fingerprint],
  );
  if (rowCount === 0) {
    const stored = await storedResponse<T>(tx, ownerId, key);
    if (stored?.fingerprint === fingerprint) return stored.response;
    throw usedBefore();
  }
  const response = await work();
  await tx.query("update freehold.idempotency_keys set response = $3 where owner_id = $1 and key = $2", [
    ownerId,
    key,
    JSON.stringify(response),
  ]);
  return response;
}

/**
 * The answer that a request with this key has had; undefined for the first one. For work in several transactions, which ends with
 * `once`.
 * @throws HttpProblem 422 when the key stands for another body
 */
export async function firstAnswer<T>(
  sql: Sql,
  { ownerId }: Identity,
  key: string | undefined,
  body: unknown,
): Promise<T | undefined> {
  if (key === undefined) return undefined;
  checkKey(key);
  const stored = await storedResponse<T>(sql, ownerId, key);
  if (stored && stored.fingerprint !== fingerprintOf(body)) throw usedBefore();
  return stored?.response;
}

/** @throws HttpProblem 400 */
function checkKey(key: string): void {
  if (key.length === 0 || key.length > 255)
    throw invalid("Idempotency-Key", "HEADER_MALFORMED", "needs 1 to 255 characters");
}

const fingerprintOf = (body: unknown): string => createHash("sha256").update(JSON.stringify(body)).digest("hex");

async function storedResponse<T>(sql: Sql, ownerId: string, key: string): Promise<StoredResponse<T> | undefined> {
  const { rows } = await sql.query<StoredResponse<T>>(
    "select fingerprint, response from freehold.idempotency_keys where owner_id = $1 and key = $2",
    [ownerId, key],
  );
  return rows[0];
}

export const usedBefore = (): HttpProblem =>
  new HttpProblem({
    status: 422,
    code: "KEY_USED_BEFORE",
    title: "Idempotency key used before",
    detail: "This Idempotency-Key stands for another request; send a new key with a new request.",
  });

import { createHash } from "node:crypto";
import type { Sql } from "../../runtime/database/database";
import type { Identity } from "../../runtime/http/auth";
import { invalid } from "../../runtime/http/problem";
import { usedBefore } from "../idempotency";
import type { Act, Outcome } from "./schemas";

interface Stored {
  key: string;
  fingerprint: string;
  response: Outcome;
}

/**
 * The outcomes that an `Idempotency-Key` has had, task by task: each is stored in the transaction of its change, so that a
 * repeated request goes on where the first one ended. Only changes are stored.
 */
export class Remembered {
  private readonly fingerprint: string;

  /** @throws HttpProblem 400 */
  constructor(
    private readonly identity: Identity,
    private readonly key: string | undefined,
    act: Act,
  ) {
    if (key?.length === 0 || (key?.length ?? 0) > 255)
      throw invalid("Idempotency-Key", "HEADER_MALFORMED", "needs 1 to 255 characters");
    this.fingerprint = createHash("sha256").update(JSON.stringify(act)).digest("hex");
  }

  /** Takes the key for these tasks: another request with it waits. Gives what it has had for them before. */
  async claim(tx: Sql, ids: readonly string[]): Promise<Map<string, Outcome>> {
    if (this.key === undefined) return new Map();
    const { ownerId, actor } = this.identity;
    const keys = ids.map((id) => this.keyOf(id));
    const inserted = await tx.query<{ key: string }>(
      `insert into freehold.idempotency_keys (owner_id, actor, key, fingerprint, response)
       select $1, $2, key, $4, 'null' from unnest($3::text[]) as k (key) order by key
       on conflict (owner_id, key) do nothing returning key`,
      [ownerId, actor, keys, this.fingerprint],
    );
    const taken = new Set(inserted.rows.map(({ key }) => key));
    if (taken.size === ids.length) return new Map();
    const { rows } = await tx.query<Stored>(
      "select key, fingerprint, response from freehold.idempotency_keys where owner_id = $1 and key = any($2)",
      [ownerId, keys.filter((key) => !taken.has(key))],
    );
    if (rows.some(({ fingerprint }) => fingerprint !== this.fingerprint)) {
      throw usedBefore();
    }
    return new Map(rows.map(({ response }) => [response.id, response]));
  }

  /** Stores the outcomes that changed a task, and gives the key back for the other tasks. */
  async store(tx: Sql, claimed: readonly string[], changed: readonly Outcome[]): Promise<void> {
    if (this.key === undefined || claimed.length === 0) return;
    const { ownerId } = this.identity;
    const stored = new Set(changed.map(({ id }) => id));
    await Promise.all([
      tx.query(
        `update freehold.idempotency_keys k set response = o.response
         from unnest($2::text[], $3::jsonb[]) as o (key, response) where k.owner_id = $1 and k.key = o.key`,
        [ownerId, changed.map(({ id }) => this.keyOf(id)), changed.map((outcome) => JSON.stringify(outcome))],
      ),
      tx.query("delete from freehold.idempotency_keys where owner_id = $1 and key = any($2)", [
        ownerId,
        claimed.filter((id) => !stored.has(id)).map((id) => this.keyOf(id)),
      ]),
    ]);
  }

  /** No header can hold a line feed, so that no other key is equal. */
  private readonly keyOf = (id: string): string => `${this.key}\n${id}`;
}

import { createHash } from "node:crypto";
import type { Database } from "../../runtime/database/database";
import type { Identity } from "../../runtime/http/auth";
import { once } from "../idempotency";

export const digestOf = (file: string): string => createHash("sha256").update(file).digest("base64url");

/**
 * When an owner first imported a file, as far back as idempotency keys are kept. Ids begin with this time: a second replica that has the
 * same file makes the same ids, and an import that was interrupted is completed in its order.
 */
export async function firstImport(database: Database, identity: Identity, file: string, now: Date): Promise<Date> {
  // No client can send this key: a header has no line feed.
  const key = `import\n${digestOf(file)}`;
  const remember = async () => now.toISOString();
  return new Date(await database.transaction((tx) => once(tx, identity, key, null, remember)));
}

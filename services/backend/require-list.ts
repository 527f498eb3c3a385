import { lockListForUse } from "../domain/lists";
import type { Sql } from "../runtime/database/database";
import { invalid } from "../runtime/http/problem";

/**
 * Checks the list that a task is put into. To be called before the task is locked.
 * @throws HttpProblem 400 that names the field
 */
export async function requireList(tx: Sql, ownerId: string, listId: string | null | undefined): Promise<void> {
  if (!listId || (await lockListForUse(tx, ownerId, listId))) return;
  throw invalid(
    "listId",
    "LIST_UNKNOWN",
    "is no list of yours: create it with POST /api/lists, or send null for your default list",
  );
}

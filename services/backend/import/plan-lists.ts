import type { ListSnapshot } from "../../contracts/list";
import { mostLists } from "../../contracts/quotas";
import type { TaskFromElsewhere } from "../../domain/import-tasks";
import type { Sql } from "../../runtime/database/database";
import { HttpProblem } from "../../runtime/http/problem";
import { derivedId } from "./derived-id";

/** A list as a file has it. */
export type ImportedList = Pick<ListSnapshot, "id" | "name" | "colour" | "order">;

export interface ListPlan {
  /** Lists that are missing, with the ids that they get. */
  lists: ImportedList[];
  /** The tasks, each in a list of the owner: the default list, where the file does not say which it was in. */
  planned: TaskFromElsewhere[];
}

/**
 * Finds the owner's list for each list of a file: the one with its id, else the one that was made of it before, else one of its name.
 * @throws HttpProblem 429 when the others would be more than the owner may have
 */
export async function planLists(
  sql: Sql,
  ownerId: string,
  found: readonly ImportedList[],
  tasks: readonly TaskFromElsewhere[],
): Promise<ListPlan> {
  if (found.length === 0 && tasks.every(({ listId }) => listId === null)) return { lists: [], planned: [...tasks] };
  const { rows } = await sql.query<{ id: string; name: string }>(
    "select id, name from freehold.lists where owner_id = $1 order by position, id",
    [ownerId],
  );
  const owned = new Set(rows.map(({ id }) => id));
  // Of two with the same name, the first counts.
  const named = new Map(rows.toReversed().map(({ id, name }) => [name, id]));
  const idOf = new Map(rows.map(({ id }) => [id, id]));
  const lists: ImportedList[] = [];
  for (const list of found) {
    const id = derivedId(ownerId, `list:${list.id}`);
    const existing = [list.id, id].find((each) => owned.has(each)) ?? named.get(list.name);
    idOf.set(list.id, existing ?? id);
    if (existing !== undefined) continue;
    lists.push({ ...list, id });
    named.set(list.name, id);
  }
  if (lists.length > 0 && owned.size + lists.length > mostLists) throw tooMany(lists.length, owned.size);
  return { lists, planned: tasks.map((task) => ({ ...task, listId: idOf.get(task.listId ?? "") ?? null })) };
}

const tooMany = (made: number, owned: number): HttpProblem =>
  new HttpProblem({
    status: 429,
    code: "FILE_MAKES_TOO_MANY_LISTS",
    title: "Quota used up",
    detail: `No task was imported. The file makes ${made} lists, and you may have ${Math.max(0, mostLists - owned)} more: delete some first.`,
    values: { made, left: Math.max(0, mostLists - owned) },
    quota: { name: "lists", limit: mostLists, resetsAt: null },
    retryAfterSeconds: 3_600,
  });

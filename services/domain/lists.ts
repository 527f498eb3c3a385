import { v7 as uuidv7 } from "uuid";
import { advisoryLocks } from "../contracts/advisory-locks";
import type { ListSnapshot } from "../contracts/list";
import type { Sql } from "../runtime/database/database";
import type { Emit } from "./tasks";

/** What a new list is made from. Without an id it gets one; without an order it comes after the others. */
export interface NewList {
  id?: string;
  ownerId: string;
  name: string;
  colour: string | null;
  order?: number;
}

/** What can be changed of a list; a field that is not given stays. */
export type ListChanges = Partial<Omit<NewList, "id" | "ownerId">>;

/** The largest order that a list may have. */
export const largestOrder = 1e9;

/** A row of freehold.lists. */
export interface ListRow {
  id: string;
  owner_id: string;
  name: string;
  colour: string | null;
  position: number;
  created_at: Date;
  updated_at: Date;
  version: number;
}

/** The columns of a ListRow. */
export const listColumns = "id, owner_id, name, colour, position, created_at, updated_at, version";

export const toListSnapshot = (row: ListRow): ListSnapshot => ({
  id: row.id,
  ownerId: row.owner_id,
  name: row.name,
  colour: row.colour,
  order: row.position,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  version: row.version,
});

/**
 * Inserts a list with the events that tell of it.
 * @param most lists that the owner may have
 * @returns undefined when the owner has that many, or one with this id
 */
export async function insertList(
  tx: Sql,
  emit: Emit,
  actor: string,
  list: NewList,
  most: number,
): Promise<ListSnapshot | undefined> {
  await tx.query("select pg_advisory_xact_lock($1, hashtext($2))", [advisoryLocks.lists, list.ownerId]);
  const { rows } = await tx.query<ListRow>(
    `insert into freehold.lists (id, owner_id, actor, name, colour, position, created_at, updated_at, version)
     select $1, $2::text, $3, $4, $5, coalesce($6::float8, owned.next), now(), now(), 1
     from (select count(*) as lists, case count(*) when 0 then 0 else least(max(position) + 1, ${largestOrder}) end as next
       from freehold.lists where owner_id = $2::text) owned
     where owned.lists < $7
     on conflict (id) do nothing
     returning ${listColumns}`,
    [list.id ?? uuidv7(), list.ownerId, actor, list.name, list.colour, list.order, most],
  );
  if (!rows[0]) return undefined;
  const created = toListSnapshot(rows[0]);
  const base = { subject: created.id, ownerId: created.ownerId, actor };
  emit({ ...base, type: "freehold.list.created.v1", data: { list: created } });
  emit({ ...base, type: "freehold.list-update.changed.v1", data: { list: created } });
  return created;
}

/** Locks a list of an owner for a change. */
export async function lockList(tx: Sql, ownerId: string, id: string): Promise<ListSnapshot | undefined> {
  const { rows } = await tx.query<ListRow>(
    `select ${listColumns} from freehold.lists where id = $1 and owner_id = $2 for update`,
    [id, ownerId],
  );
  return rows[0] && toListSnapshot(rows[0]);
}

/**
 * Keeps a list from being deleted while a task is put into it. To be called before the task is locked: who deletes a list
 * locks the list first, too.
 * @returns whether the owner has such a list
 */
export async function lockListForUse(tx: Sql, ownerId: string, id: string): Promise<boolean> {
  const { rowCount } = await tx.query("select from freehold.lists where id = $1 and owner_id = $2 for key share", [
    id,
    ownerId,
  ]);
  return rowCount === 1;
}

/** Changes a locked list. */
export async function updateList(
  tx: Sql,
  emit: Emit,
  actor: string,
  before: ListSnapshot,
  changes: ListChanges,
): Promise<ListSnapshot> {
  const { name, colour, order } = { ...before, ...changes };
  const { rows } = await tx.query<ListRow>(
    `update freehold.lists set actor = $2, name = $3, colour = $4, position = $5, updated_at = now(), version = version + 1
     where id = $1 returning ${listColumns}`,
    [before.id, actor, name, colour, order],
  );
  if (!rows[0]) throw new Error(`List ${before.id} is gone although it was locked`);
  const list = toListSnapshot(rows[0]);
  const base = { subject: list.id, ownerId: list.ownerId, actor };
  emit({ ...base, type: "freehold.list.updated.v1", data: { before, list } });
  emit({ ...base, type: "freehold.list-update.changed.v1", data: { list } });
  return list;
}

/** Deletes a locked list that has no task. */
export async function deleteList(tx: Sql, emit: Emit, actor: string, before: ListSnapshot): Promise<void> {
  await tx.query("delete from freehold.lists where id = $1", [before.id]);
  const base = { subject: before.id, ownerId: before.ownerId, actor };
  emit({ ...base, type: "freehold.list.deleted.v1", data: { before } });
  emit({ ...base, type: "freehold.list-update.removed.v1", data: { listId: before.id } });
}

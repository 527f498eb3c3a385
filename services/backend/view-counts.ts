import type * as z from "zod";
import { mostLists } from "../contracts/quotas";
import { dayOf } from "../domain/views";
import type { Sql } from "../runtime/database/database";
import type { Statement } from "../runtime/database/statement";
import type { viewsSchema } from "./task-list-schemas";

/** Up to which open tasks are counted, so that an owner with many waits no longer. */
export const mostCounted = 1_000;
const mostTags = 50;

const owned = "owner_id = $1 and status = 'open'";
const byDue = `order by owner_id, status, due_at, id desc limit ${mostCounted}`;
const count = (due: string): string =>
  `(select count(*) from (select from freehold.tasks where ${owned} and ${due} ${byDue}) counted)`;
/** All columns of tasks_by_list are in the order: to Postgres, "list_id is null" is no constant that it could leave out. */
const inList = (list: string): string =>
  `(select count(*) from (select from freehold.tasks where ${owned} and ${list}
     order by owner_id, list_id, status, priority, id desc limit ${mostCounted}) counted)`;

/** One row: each count reads its part of an index, and no more than `mostCounted` entries of it. */
const statement = `select
    ${count("due_at >= $2::timestamptz and due_at < $3::timestamptz")} as today,
    ${count("due_at >= $3::timestamptz")} as upcoming,
    ${count("due_at < $2::timestamptz")} as overdue,
    ${count("due_at is null")} as no_date,
    ${inList("list_id is null")} as default_list,
    (select coalesce(json_agg(json_build_object('listId', id, 'open', open,
        'name', name, 'colour', colour, 'order', position, 'version', version)), '[]') from (
      select id, name, colour, position, version, ${inList("list_id = lists.id")} as open
      from freehold.lists where owner_id = $1 order by position, id limit ${mostLists}
    ) counted) as lists,
    (select coalesce(json_agg(json_build_object('tag', tag, 'open', open)), '[]') from (
      select tag, count(*) as open
      from (select tags from freehold.tasks where ${owned} ${byDue}) soonest, unnest(tags) as tag
      group by tag order by open desc, tag limit ${mostTags}
    ) counted) as tags`;

interface CountsRow {
  today: number;
  upcoming: number;
  overdue: number;
  no_date: number;
  default_list: number;
  lists: { listId: string; open: number; name: string; colour: string | null; order: number; version: number }[];
  tags: { tag: string; open: number }[];
}

export function viewCountsQuery(ownerId: string, timeZone: string, now: Date): Statement {
  const { start, end } = dayOf(now, timeZone);
  return { text: statement, values: [ownerId, start, end] };
}

/** How many open tasks each view, list and tag of an owner has. */
export async function countViews(
  sql: Sql,
  ownerId: string,
  timeZone: string,
  now: Date,
): Promise<z.infer<typeof viewsSchema>> {
  const { text, values } = viewCountsQuery(ownerId, timeZone, now);
  const { rows } = await sql.query<CountsRow>(text, values);
  if (!rows[0]) throw new Error("A statement of counts gave no row");
  const { no_date: noDate, default_list: open, lists, ...counts } = rows[0];
  return { ...counts, noDate, lists: [{ listId: null, open }, ...lists], mostCounted };
}

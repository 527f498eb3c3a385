import * as z from "zod";
import { listId } from "../../bench/many-tasks";
import type { TaskFilters } from "../../services/backend/task-filters";
import { orders, type Place, type PlacedRow, placeOf, sorts } from "../../services/backend/task-order";
import { taskQuery } from "../../services/backend/task-query";
import type { Database, Sql } from "../../services/runtime/database/database";
import type { Statement } from "../../services/runtime/database/statement";

/** Values of each filter in the tasks of bench/many-tasks.ts: many tasks match the first ones, few or none the last. */
const values = {
  status: ["completed", "open"],
  priority: ["high"],
  tag: ["home", "rare"],
  due: [{ dueBefore: "2025-07-01T00:00:00Z" }, { dueAfter: "2025-02-01T00:00:00Z", dueBefore: "2025-02-02T00:00:00Z" }],
  search: ["report", "ВЕЧЕР", "q"],
} as const;

type Filters = Omit<TaskFilters, "limit">;
type OrderedFilters = Omit<Filters, "list"> & { list?: string };
const orNone = <T>(list: readonly T[]): (T | undefined)[] => [undefined, ...list];

/** Every combination of filters that the API offers, and a search that only tags match. */
export const combinations: Filters[] = orNone(values.status).flatMap((status) =>
  orNone(values.priority).flatMap((priority) =>
    orNone(values.tag).flatMap((tag) =>
      orNone(values.due).flatMap((due) =>
        orNone<string>(values.search).map((search): Filters => ({ status, priority, tag, ...due, search })),
      ),
    ),
  ),
);
combinations.push({ search: "#rare" });

const both = { status: "open", priority: "high" } as const;
/** Beside the order and the list: what the indexes of the orders have in common, and a tag and a text, frequent and rare. */
const others: Omit<Filters, "list">[] = [
  {},
  { status: "open" },
  { priority: "high" },
  both,
  { noDate: true, status: "open" },
  { dueBefore: "2025-07-01T00:00:00Z", status: "completed" },
  { dueAfter: "2025-02-01T00:00:00Z", dueBefore: "2025-02-02T00:00:00Z" },
  { tag: "home" },
  { tag: "rare" },
  { search: "report", status: "open" },
  { search: "ВЕЧЕР", dueBefore: "2025-07-01T00:00:00Z" },
];

/** Combinations in other orders and within lists; `list` is the name of one, by `bench/many-tasks.ts`. */
export const orderedCombinations: OrderedFilters[] = sorts.flatMap((sort) =>
  ([undefined, "work", "rare", "default"] as const).flatMap((list) =>
    (sort === "created" && !list
      ? [{ noDate: true }, { noDate: true, ...both }, { noDate: true, tag: "home" }]
      : others
    ).map((filters) => ({ sort, list, ...filters })),
  ),
);

export const limit = 50;

/** The filters of an owner as the query takes them. */
const ofOwner = (owner: string, { list, ...filters }: OrderedFilters): Filters => ({
  ...filters,
  list: list === "work" || list === "rare" ? listId(owner, list) : list,
});

/** The ids of a page, by the query that the API uses. */
export async function listed(sql: Sql, owner: string, filters: OrderedFilters): Promise<string[]> {
  return (await pageOf(sql, owner, filters)).map(({ id }) => id);
}

async function pageOf(sql: Sql, owner: string, filters: OrderedFilters): Promise<PlacedRow[]> {
  const { text, values } = taskQuery(owner, { ...ofOwner(owner, filters), limit });
  return (await sql.query<PlacedRow>(text, values)).rows;
}

/** The ids of the page behind the first, as its cursor finds it. */
export async function listedNext(sql: Sql, owner: string, filters: OrderedFilters): Promise<string[]> {
  const last = (await pageOf(sql, owner, filters)).slice(0, limit).at(-1);
  if (!last) return [];
  const { sort = "created" } = filters;
  const place: Place = sort === "created" ? [last.id] : placeOf[sort](last);
  return listed(sql, owner, { ...filters, olderThan: place[0], place });
}

/** Copies the tasks of some owners to a table without an index, for `matching` to look at among many of others. */
export async function copyTasks(sql: Sql, owners: readonly string[]): Promise<string> {
  await sql.query(`create unlogged table public.copied_tasks (like freehold.tasks, searched text)`);
  await sql.query(
    `insert into public.copied_tasks select *, ${searched} from freehold.tasks where owner_id = any($1)`,
    [owners],
  );
  return "public.copied_tasks";
}

const searched = `freehold.fold_case(title || ' ' || coalesce(description, '') || array_to_string(array_prepend('', tags), ' #'))`;

/** The same by a query that looks at each task of the owner, in freehold.tasks or a copy, for the first tasks of the list. */
export async function matching(
  sql: Sql,
  owner: string,
  named: OrderedFilters,
  { first = limit + 1, copy }: { first?: number; copy?: string } = {},
): Promise<string[]> {
  const filters = ofOwner(owner, named);
  const { rows } = await sql.query<{ id: string }>(
    `select id from ${copy ?? "freehold.tasks"}
     where owner_id = $1
       and ($2::uuid is null or id < $2)
       and ($3::text is null or status = $3)
       and ($4::text is null or priority = $4)
       and ($5::text is null or $5 = any(tags))
       and ($6::timestamptz is null or due_at < $6)
       and ($7::timestamptz is null or due_at >= $7)
       and ($8::text is null or position(freehold.fold_case($8) in ${copy ? "searched" : searched}) > 0)
       and ($9::text is null or coalesce(list_id::text, 'default') = $9)
       and (not $10 or due_at is null)
     order by ${orders[filters.sort ?? "created"]} limit ${first}`,
    [
      owner,
      filters.olderThan,
      filters.status,
      filters.priority,
      filters.tag,
      filters.dueBefore,
      filters.dueAfter,
      filters.search,
      filters.list,
      filters.noDate ?? false,
    ],
  );
  return rows.map(({ id }) => id);
}

const nodeSchema = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Shared Hit Blocks": z.number(),
  "Shared Read Blocks": z.number(),
  get Plans() {
    return z.array(nodeSchema).default([]);
  },
});
type Node = z.infer<typeof nodeSchema>;
const planSchema = z.tuple([z.object({ Plan: nodeSchema })]);

export interface Reading {
  /** Relations that the plan may read from end to end, even if this run did not. */
  scanned: string[];
  /** Sequential scans of tasks that happened, those in functions included. */
  scans: number;
  /** Pages of tables and indexes that the query read. */
  pages: number;
}

/** Runs the query of a page and says what it read. */
export const readingOf = (database: Database, owner: string, filters: OrderedFilters): Promise<Reading> =>
  readingOfStatement(database, taskQuery(owner, { ...ofOwner(owner, filters), limit }));

/** The same of any statement. */
export const readingOfStatement = (database: Database, { text, values }: Statement): Promise<Reading> =>
  database.transaction(async (tx) => {
    const { rows } = await tx.query<{ "QUERY PLAN": unknown }>(
      `explain (analyze, buffers, format json) ${text}`,
      values,
    );
    const [{ Plan: plan }] = planSchema.parse(rows[0]?.["QUERY PLAN"]);
    const counted = await tx.query<{ scans: number }>(
      "select seq_scan as scans from pg_stat_xact_user_tables where relid = 'freehold.tasks'::regclass",
    );
    return {
      scanned: nodesOf(plan).flatMap((node) =>
        node["Node Type"] === "Seq Scan" ? [node["Relation Name"] ?? "?"] : [],
      ),
      scans: counted.rows[0]?.scans ?? 0,
      pages: plan["Shared Hit Blocks"] + plan["Shared Read Blocks"],
    };
  });

const nodesOf = (node: Node): Node[] => [node, ...node.Plans.flatMap(nodesOf)];

import { taskStatuses } from "../contracts/task";
import { taskColumns } from "../domain/task-row";
import type { Statement } from "../runtime/database/statement";
import { boundedPage } from "./page";
import { conditionsOf, type TaskFilters } from "./task-filters";
import { orders, type Place, placeColumns, prioritiesFrom } from "./task-order";

/** Matches among the first tasks from which on walking finds a page sooner than tasks_by_terms does: one in 50. */
const sample = { tasks: 250, matches: 5 };
/** Tasks that a walk reads at most before tasks_by_terms finds the page. */
const longestWalk = 5_000;

/** A part of an index that has its tasks in the order of the list. */
interface Stretch {
  where: string[];
  order: string;
}

/** How a list is read in its order. */
interface Reading {
  stretches: Stretch[];
  /** Conditions that the stretches leave out; the index has them. */
  rest: string[];
}

/**
 * The statement for one page of tasks in an order other than the newest first, or within a list, or without a due date.
 *
 * A list is a merge of stretches of an index in the order of the list. Its other conditions, but tag and text, are in that
 * index, so that only the index is read for tasks that do not match. For a tag or a text the statement does as `taskQuery`
 * does: it looks at the first tasks, and walks on if one in 50 matches; otherwise tasks_by_terms finds all that match.
 */
export function orderedQuery(ownerId: string, { place, olderThan: _newestFirst, ...filters }: TaskFilters): Statement {
  const sort = filters.sort ?? "created";
  const conditions = conditionsOf(ownerId, filters);
  const { values, owned, term } = conditions;
  const given = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
  const rows = filters.limit + 1;
  const { stretches, rest } = readingOf(filters, conditions, place, given);
  const order = orders[sort];
  const first = (columns: string, limit: number | string, also: string[] = []): string =>
    `select ${columns} from (${stretches
      .map(({ where, order: indexed }) => {
        const all = [owned, ...where, ...also].join(" and ");
        return `(select ${columns} from freehold.tasks where ${all} order by ${indexed} limit ${limit})`;
      })
      .join(" union all ")}) merged order by ${order} limit ${limit}`;
  /** The tasks with these ids, by one look at each. */
  const whole = (ids: string, also: string[] = []): string =>
    `select task.* from (${ids}) found (found_id) cross join lateral (
       select ${taskColumns} from freehold.tasks where ${["id = found.found_id", owned, ...also].join(" and ")} limit 1
     ) task`;

  if (term.length === 0) {
    const ids = `select id from (${first(keysOf(sort), rows, rest)}) ids`;
    return { text: pageOf(whole(ids), order), values };
  }

  const matching = [...rest, ...term].join(" and ");
  const { all, terms } = conditions;
  const often = `select count(*) = ${sample.matches} from (
      select from (${first(taskColumns, sample.tasks)}) first where ${matching} limit ${sample.matches}) matching`;
  const anyOlder = "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid";
  const byTerms = `select id from freehold.tasks_with_terms(${terms(anyOlder)}) as found (id)`;
  const inList = `from freehold.tasks where ${[owned, ...conditions.each.list].join(" and ")}`;
  // A small list is looked at whole: a term that is rare in it may be frequent in the others.
  const candidates = filters.list
    ? `(select id ${inList} and (select is_small from size) limit ${longestWalk})
       union all select id from (${byTerms}) found where not (select is_small from size)`
    : byTerms;
  const size = `size as materialized (
      select count(*) < ${longestWalk} as is_small from (select ${inList} limit ${longestWalk}) few
    ), `;
  // A task of the page is in the stretches, and those are what is left behind the place of the page.
  const isLeft = stretches.map(({ where }) => `(${["true", ...where].join(" and ")})`).join(" or ");
  const page = `with walk as materialized (
      select case when (${often}) then ${longestWalk} else ${sample.tasks} end as tasks
    ), walked as materialized (
      select ${taskColumns} from (${first(taskColumns, "(select tasks from walk)")}) first
      where ${matching} order by ${order} limit ${rows}
    ), enough as materialized (
      select (select count(*) from walked) = ${rows}
        or not exists (select from (${first(keysOf(sort), "(select tasks from walk)")}) first offset (select tasks - 1 from walk)) as walked
    ), ${filters.list ? size : ""}others as (
      ${whole(`select id from (${candidates}) found where not (select walked from enough)`, [...all, ...term, `(${isLeft})`])}
      order by ${order} limit ${rows}
    )
    select * from walked where (select walked from enough) union all select * from others`;
  return { text: pageOf(page, order), values };
}

type Given = (value: unknown, type: string) => string;
type Conditions = ReturnType<typeof conditionsOf>;

/** Which stretches hold the tasks of the list that come behind `place`. */
function readingOf(filters: TaskFilters, conditions: Conditions, place: Place | undefined, given: Given): Reading {
  const { sort = "created", priority, list } = filters;
  const { status, priority: ofPriority, list: ofList, due } = conditions.each;
  const statuses = status.length > 0 ? [status] : taskStatuses.map((name) => [`status = '${name}'`]);
  const [lastId, key] = place ?? [];
  const olderThan = (): string[] => (lastId === undefined ? [] : [`id < ${given(lastId, "uuid")}`]);

  if (sort === "manual") {
    const rank = "freehold.rank_of(position, id)";
    const after = place ? [`(${rank}, id) < (decode(${given(key, "text")}, 'hex'), ${given(lastId, "uuid")})`] : [];
    return {
      stretches: statuses.map((where) => ({
        where: [...where, ...after],
        order: `owner_id, status, ${rank} desc, id desc`,
      })),
      rest: [...ofPriority, ...ofList, ...due],
    };
  }

  if (sort === "due" || (sort === "created" && !list)) {
    const at = place && key ? given(key, "timestamptz") : undefined;
    const parts = (): string[][] => {
      if (!place) return [[]];
      if (at === undefined) return [["due_at is null", ...olderThan()]];
      return [[`due_at = ${at}`, ...olderThan()], [`due_at > ${at}`], ["due_at is null"]];
    };
    return {
      stretches: statuses.flatMap((where) =>
        parts().map((part) => ({ where: [...where, ...part, ...due], order: "owner_id, status, due_at, id desc" })),
      ),
      rest: [...ofPriority, ...ofList],
    };
  }

  // By priority, or the newest of a list: each status and priority has the newest first.
  const left = prioritiesFrom(sort === "priority" ? key : undefined).filter((name) => !priority || name === priority);
  if (left.length === 0) return { stretches: [{ where: ["false"], order: "id" }], rest: [] };
  return {
    stretches: statuses.flatMap((where) =>
      left.map((name) => ({
        where: [
          ...where,
          ...ofList,
          ...(priority ? ofPriority : [`priority = '${name}'`]),
          ...(sort === "created" || name === key ? olderThan() : []),
        ],
        // All columns of the index: to Postgres, "list_id is null" is no constant that it could leave out.
        order: `owner_id, ${list ? "list_id, " : ""}status, priority, id desc`,
      })),
    ),
    rest: due,
  };
}

/** The columns that an order needs. */
const keysOf = (sort: NonNullable<TaskFilters["sort"]>): string =>
  ({ created: "id", due: "id, due_at", priority: "id, priority", manual: "id, position" })[sort];

const pageOf = (tasks: string, order: string): string =>
  boundedPage(
    `select ${taskColumns}, ${placeColumns}, octet_length(json_build_array(title, description, tags)::text) as bytes
     from (${tasks}) tasks order by ${order}`,
    order,
  );

import { taskColumns } from "../domain/task-row";
import type { Statement } from "../runtime/database/statement";
import { newestDue } from "./newest-due";
import { boundedPage } from "./page";
import { type Conditions, conditionsOf, type TaskFilters } from "./task-filters";
import { orders, placeColumns } from "./task-order";
import { type Group, type Reading, readingOf } from "./task-stretches";

/** Matches among the first tasks from which on walking finds a page sooner than tasks_by_terms does: one in 50. */
const sample = { tasks: 250, matches: 5 };
/** Tasks of each group of stretches that a walk reads at most before tasks_by_terms finds the page. */
const longestWalk = 5_000;
/** An id that no task is newer than. */
const newest = "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid";

/** What the parts of a statement share. */
interface Parts {
  filters: TaskFilters;
  conditions: Conditions;
  reading: Reading;
  order: string;
  rows: number;
}

/**
 * The statement for one page of tasks in an order other than the newest first, or within a list, or without a due date.
 *
 * A list is a merge of stretches of an index in the order of the list. Its other conditions, but tag and text, are in that
 * index, so that only the index is read for tasks that do not match. For a tag or a text the statement does as `taskQuery`
 * does: it looks at the first tasks, and walks on if one in 50 matches; otherwise tasks_by_terms finds all that match.
 */
export function orderedQuery(ownerId: string, { place, olderThan: _, ...filters }: TaskFilters): Statement {
  const conditions = conditionsOf(ownerId, filters);
  const { values, term } = conditions;
  const given = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
  const reading = readingOf(filters, conditions, place, given);
  const order = orders[filters.sort ?? "created"];
  // A cursor of another list: it is the place of no task of this one.
  if (reading.groups.length === 0)
    return { text: pageOf(`select ${taskColumns} from freehold.tasks where false`, order), values };
  const parts = { filters, conditions, reading, order, rows: filters.limit + 1 };
  return { text: pageOf(term.length === 0 ? byIndex(parts) : byTerm(parts), order), values };
}

/** The first tasks of a group, with the columns that the order needs. */
function first(
  { conditions, reading: { merged, computed } }: Parts,
  { stretches }: Group,
  columns: string,
  limit: number | string,
  also: string[] = [],
): string {
  const own = computed ? `${columns}, ${computed.sql} as ${computed.name}` : columns;
  const all = stretches.map(({ where, order }) => {
    const condition = [conditions.owned, ...where, ...also].join(" and ");
    return `(select ${own} from freehold.tasks where ${condition} order by ${order} limit ${limit})`;
  });
  const named = computed ? `${columns}, ${computed.name}` : columns;
  return `select ${named} from (${all.join(" union all ")}) merged order by ${merged} limit ${limit}`;
}

/** Columns that are in every index that the stretches are of. */
const keysOf = ({ filters: { sort, list } }: Parts): string => {
  const inList = list ? ["list_id"] : [];
  const own = {
    created: list ? inList : ["due_at"],
    due: ["due_at"],
    priority: ["priority", ...inList],
    manual: ["position"],
  };
  return ["owner_id", "id", ...own[sort ?? "created"]].join(", ");
};

/** The tasks with the ids of a select, by one look at each. */
const whole = ({ conditions }: Parts, ids: string, also: string[] = []): string =>
  `select task.* from (${ids}) found (found_id) cross join lateral (
     select ${taskColumns} from freehold.tasks where ${["id = found.found_id", conditions.owned, ...also].join(" and ")} limit 1
   ) task`;

/** The page by indexes alone. */
function byIndex(parts: Parts): string {
  const { conditions, reading, filters, order, rows } = parts;
  // tasks_by_state has no due dates: tasks_by_due has the newest in a range of them.
  const hasRange = filters.sort === "priority" && !filters.list && conditions.dueMonths.length > 0;
  const groups = reading.groups.map((group) =>
    hasRange && group.priority
      ? dueOfPriority(parts, group.priority)
      : `select id from (${first(parts, group, keysOf(parts), rows, reading.rest)}) firsts`,
  );
  // Up to a page of each group; the page is the first of them.
  return `${whole(parts, groups.map((group) => `(${group})`).join(" union all "))} order by ${order} limit ${rows}`;
}

function dueOfPriority({ conditions, rows }: Parts, { name, olderThan }: NonNullable<Group["priority"]>): string {
  const states = { ...conditions.states, priorities: `array['${name}']` };
  const last = olderThan[0]?.replace("id < ", "") ?? newest;
  return newestDue({ ...conditions, states }, last, rows);
}

/** The page of a tag or a text: a walk, or else by tasks_by_terms. */
function byTerm(parts: Parts): string {
  const { filters, conditions, reading, order, rows } = parts;
  const { groups, merged, rest } = reading;
  const matching = [...rest, ...conditions.term].join(" and ");
  const samples = groups.map((group) => `(${first(parts, group, taskColumns, sample.tasks)})`);
  const often = `select count(*) = ${sample.matches} from (
      select from (select * from (${samples.join(" union all ")}) samples order by ${order} limit ${sample.tasks}) first
      where ${matching} limit ${sample.matches}
    ) matching`;
  const tasks = "(select tasks from walk)";
  const before = (index: number) =>
    `(${["0", ...Array.from({ length: index }, (_, n) => `(select count(*) from walk${n})`)].join(" + ")}) < ${rows}`;
  // A group is walked when those before it do not fill the page.
  const walks = groups.map(
    (group, index) => `walk${index} as materialized (
      select ${taskColumns} from (${first(parts, group, taskColumns, tasks)}) firsts
      where ${before(index)} and ${matching} order by ${merged} limit ${rows}
    )`,
  );
  const isWhole = groups.map(
    (group) => `not exists (select from (${first(parts, group, keysOf(parts), tasks)}) firsts offset ${tasks} - 1)`,
  );
  const walked = groups.map((_, index) => `select * from walk${index}`).join(" union all ");
  // A task of the page is in the stretches, and those are what is left behind the place of the page.
  const left = groups.flatMap(({ stretches }) => stretches.map(({ where }) => `(${["true", ...where].join(" and ")})`));
  return `with walk as materialized (
      select case when (${often}) then ${longestWalk} else ${sample.tasks} end as tasks
    ), ${walks.join(", ")}, enough as materialized (
      select (select count(*) from (${walked}) walked) >= ${rows} or (${isWhole.join(" and ")}) as walked
    ), ${filters.list ? sizeOf(parts) : ""}others as (
      ${whole(parts, `select id from (${candidatesOf(parts)}) found where not (select walked from enough)`, [
        ...conditions.all,
        ...conditions.term,
        `(${left.join(" or ")})`,
      ])} order by ${order} limit ${rows}
    ), page as (
      select * from (${walked}) walked where (select walked from enough) union all select * from others
    )
    select * from page order by ${order} limit ${rows}`;
}

/** Ids among which are all tasks of the list. */
function candidatesOf(parts: Parts): string {
  const byTerms = `select id from freehold.tasks_with_terms(${parts.conditions.terms(newest)}) as found (id)`;
  if (!parts.filters.list) return byTerms;
  // A small list is looked at whole: a term that is rare in it may be frequent in the others.
  return `(select id ${inList(parts)} and (select is_small from size) limit ${longestWalk})
    union all select id from (${byTerms}) found where not (select is_small from size)`;
}

const inList = ({ conditions }: Parts): string =>
  `from freehold.tasks where ${[conditions.owned, ...conditions.each.list].join(" and ")}`;

const sizeOf = (parts: Parts): string => `size as materialized (
    select count(*) < ${longestWalk} as is_small from (select ${inList(parts)} limit ${longestWalk}) few
  ), `;

const pageOf = (tasks: string, order: string): string =>
  boundedPage(
    `select ${taskColumns}, ${placeColumns}, octet_length(json_build_array(title, description, tags)::text) as bytes
     from (${tasks}) tasks order by ${order}`,
    order,
  );

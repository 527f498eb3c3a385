import { taskColumns } from "../domain/task-row";
import type { Statement } from "../runtime/database/statement";
import { newestDue, newestFirst } from "./newest-due";
import { orderedQuery } from "./ordered-query";
import { boundedPage } from "./page";
import { type Conditions, conditionsOf, type TaskFilters } from "./task-filters";

/** Matches among the newest tasks from which on walking finds a page sooner than an index does: one in 50. */
const sample = { tasks: 250, matches: 5 };
/** Tasks that a walk reads at most before an index finds the rest of the page. */
const longestWalk = 5_000;
/** Tasks in a range of due dates up to which it is cheapest to look at each. */
const fewDue = 500;

/**
 * The statement for one page of an owner's tasks, newest first; `orderedQuery` makes those of other lists. It has the conditions of the filters that are given and no others, so its
 * plan need not depend on their values.
 *
 * Status and priority are read in the order of the list, from tasks_by_state. For a tag, due dates or a text the statement
 * looks at the newest tasks. If one in 50 matches, it walks on; otherwise it takes the older tasks of the page from
 * tasks_by_due or tasks_by_terms. Postgres can't choose: its statistics are those of all owners together.
 */
export function taskQuery(ownerId: string, filters: TaskFilters): Statement {
  if (isOrdered(filters)) return orderedQuery(ownerId, filters);
  const conditions = conditionsOf(ownerId, filters);
  const { values, owned, place, state, due, term } = conditions;
  const rows = filters.limit + 1;
  const newest = newestOf(conditions);
  if (due.length + term.length === 0) return { text: pageOf(newest(taskColumns, rows)), values };

  const page = `with walk as materialized (
      select case when (${often(newest, [...due, ...term])}) then ${longestWalk} else ${sample.tasks} end as tasks
    ), walked as materialized (
      select ${taskColumns} from (${newest(taskColumns, "(select tasks from walk)")}) newest
      where ${and(due, term)} order by ${newestFirst} limit ${rows}
    ), last as materialized (
      select id from (${newest("owner_id, id", "(select tasks from walk)")}) newest
      order by ${newestFirst} offset (select tasks - 1 from walk)
    ), candidates as materialized (
      select id from (${candidatesOf(conditions, rows)}) found
      where (select count(*) from walked) < ${rows} and exists (select from last)
    ), older as (
      select task.* from (select id from candidates order by id desc) candidate
      cross join lateral (
        select ${taskColumns} from freehold.tasks where id = candidate.id and ${and([owned], place, state, due, term)} limit 1
      ) task order by candidate.id desc limit ${rows}
    )
    select * from walked union all select * from older order by id desc limit ${rows}`;
  return { text: pageOf(page), values };
}

/** Whether the list has another order than the newest first, or is one that only its indexes hold together. */
const isOrdered = ({ sort = "created", list, noDate, tag, search }: TaskFilters): boolean =>
  sort !== "created" || list !== undefined || (noDate === true && tag === undefined && !search);

type Newest = (columns: string, limit: number | string) => string;

/** The newest tasks of the owner with this status and priority: a merge of their stretches of tasks_by_state. */
const newestOf =
  ({ owned, place, stretches }: Conditions): Newest =>
  (columns, limit) =>
    `select ${columns} from (${stretches
      .map((stretch) => and([owned], place, stretch))
      .map((where) => `(select ${columns} from freehold.tasks where ${where} order by ${newestFirst} limit ${limit})`)
      .join(" union all ")}) merged order by ${newestFirst} limit ${limit}`;

/** Whether one in 50 of the newest tasks matches. */
const often = (newest: Newest, conditions: string[]): string =>
  `select count(*) = ${sample.matches} from (
    select from (${newest("owner_id, id, due_at, tags, title, description", sample.tasks)}) newest
    where ${and(conditions)} limit ${sample.matches}
  ) matching`;

/** Tasks older than those of the walk, among which are all that match, or the newest of them for a page. */
function candidatesOf(conditions: Conditions, rows: number): string {
  const { owned, states, due, dueMonths, term } = conditions;
  const last = "(select id from last)";
  if (term.length === 0) return newestDue(conditions, last, rows);
  const byTerms = `select id from freehold.tasks_with_terms(${conditions.terms(last)}) as found (id)`;
  // Tasks without a due date are in no month.
  if (dueMonths.length === 0) return byTerms;
  const byDue = `select id from freehold.tasks where ${and(
    [owned, `status = any(${states.statuses})`, `priority = any(${states.priorities})`, `id < ${last}`],
    dueMonths,
    due,
  )}`;
  // Many tasks have the terms: those with the due date are fewer.
  return `with due as materialized (${byDue}), choice as materialized (
      select (select count(*) from (select from due limit ${fewDue + 1}) few) <= ${fewDue}
        or (${often(newestOf(conditions), term)}) as by_due
    )
    select id from due where (select by_due from choice)
    union all ${byTerms} where not (select by_due from choice)`;
}

const and = (...conditions: string[][]): string => conditions.flat().join(" and ");

const pageOf = (tasks: string): string =>
  boundedPage(
    `select ${taskColumns}, octet_length(json_build_array(title, description, tags)::text) as bytes from (${tasks}) tasks`,
    "id desc",
  );

import type { Conditions } from "./task-filters";

/**
 * The order of a list. The owner is in it, and is compared with a list of one, so that only an index which begins with the
 * owner has this order. By id alone Postgres would read the tasks of all owners, down to the newest of this one.
 */
export const newestFirst = "owner_id, id desc";

/**
 * The newest tasks with such a due date. tasks_by_due has each month of a status and a priority in the order of the list: of
 * each the newest are read, and of those the newest.
 */
export function newestDue(
  { owned, states, due, dueMonths }: Pick<Conditions, "owned" | "states" | "due" | "dueMonths">,
  last: string,
  rows: number,
): string {
  const month = "freehold.month_of(due_at)";
  const stretch = ["due_at is not null", "status = stretch.status", "priority = stretch.priority"];
  const nextMonth = (...after: string[]): string =>
    `select ${month} as month from freehold.tasks where ${and([owned], stretch, dueMonths, after)}
     order by owner_id, ${month} limit 1`;
  return `with recursive stretches as (
      select stretch.*, next.month from (
        select status, priority from unnest(${states.statuses}) as status, unnest(${states.priorities}) as priority
      ) stretch cross join lateral (${nextMonth()}) next
      union all
      select stretch.status, stretch.priority, next.month from stretches stretch
      cross join lateral (${nextMonth(`${month} > stretch.month`)}) next
    )
    select newest.id from stretches stretch cross join lateral (
      select id from freehold.tasks where ${and([owned], stretch, [`${month} = stretch.month`, `id < ${last}`], due)}
      order by ${newestFirst} limit ${rows}
    ) newest order by newest.id desc limit ${rows}`;
}

const and = (...conditions: string[][]): string => conditions.flat().join(" and ");

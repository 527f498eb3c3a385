import type { Priority, Task } from "../shared/types";

/** Orders of the list, as the API names them. */
export const sorts = ["due", "created", "priority", "manual"] as const;
export type Sort = (typeof sorts)[number];

/** Negative if the first comes first. */
type Compare = (one: Task, other: Task) => number;

const ranks: Record<Priority, number> = { high: 0, medium: 1, low: 2 };
/** Tasks without a due date come last. */
const dueOf = ({ dueAt }: Task): number => (dueAt === null ? Number.MAX_VALUE : Date.parse(dueAt));
/** A task that was never moved is where its id puts it: the newest first. */
export const positionOf = ({ position, id }: Task): string => position ?? id.replaceAll("-", "");
const greatestFirst = (one: string, other: string): number => Number(one < other) - Number(one > other);

/** As services/backend/task-order.ts has them, but for equal tasks. */
const orders: Record<Sort, Compare> = {
  due: (one, other) => dueOf(one) - dueOf(other),
  created: () => 0,
  priority: (one, other) => ranks[one.priority] - ranks[other.priority],
  manual: (one, other) => greatestFirst(positionOf(one), positionOf(other)),
};

/** What an order says of two tasks. Of equal ones the newer comes first: ids rise with time. */
export const compareBy =
  (sort: Sort): Compare =>
  (one, other) =>
    orders[sort](one, other) || greatestFirst(one.id, other.id);

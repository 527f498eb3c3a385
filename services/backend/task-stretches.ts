import { taskStatuses } from "../contracts/task";
import type { Conditions, TaskFilters } from "./task-filters";
import { type Place, prioritiesFrom } from "./task-order";

/** A part of an index that has its tasks in the order of the list. */
interface Stretch {
  where: string[];
  order: string;
}

/** Stretches that are merged. */
export interface Group {
  stretches: Stretch[];
  /** Where all have one priority: which, and what else holds behind the place of the page. */
  priority?: { name: string; olderThan: string[] };
}

/** How a list is read in its order. */
export interface Reading {
  /** The tasks of one come before those of the next. */
  groups: Group[];
  /**
   * The order of a merge. Its columns are those of the stretches that their conditions leave open: then Postgres merges without
   * a sort, and reads no more than is asked for.
   */
  merged: string;
  /** A column that the order needs and the table does not have, with its name in `merged`. */
  computed?: { sql: string; name: string };
  /** Conditions that the stretches leave out. */
  rest: string[];
}

type Given = (value: unknown, type: string) => string;

const rank = "freehold.rank_of(position, id)";

/** Which stretches hold the tasks of the list that come behind `place`. */
export function readingOf(
  filters: TaskFilters,
  conditions: Conditions,
  place: Place | undefined,
  given: Given,
): Reading {
  const { sort = "created", list } = filters;
  if (sort === "manual") return byRank(conditions, place, given);
  if (sort === "due" || (sort === "created" && !list)) return byDueDate(conditions, place, given);
  return byId(filters, conditions, place, given);
}

const statusesOf = ({ each }: Conditions): string[][] =>
  each.status.length > 0 ? [each.status] : taskStatuses.map((name) => [`status = '${name}'`]);

function byRank(conditions: Conditions, place: Place | undefined, given: Given): Reading {
  const { priority, list, due } = conditions.each;
  const [id, key] = place ?? [];
  const after = place ? [`(${rank}, id) < (decode(${given(key, "text")}, 'hex'), ${given(id, "uuid")})`] : [];
  const order = `owner_id, status, ${rank} desc, id desc`;
  return {
    groups: [{ stretches: statusesOf(conditions).map((where) => ({ where: [...where, ...after], order })) }],
    merged: "owner_id, rank desc, id desc",
    computed: { sql: rank, name: "rank" },
    rest: [...priority, ...list, ...due],
  };
}

function byDueDate(conditions: Conditions, place: Place | undefined, given: Given): Reading {
  const { priority, list, due } = conditions.each;
  const parts = (): string[][] => {
    if (!place) return [[]];
    const [id, key] = place;
    const older = `id < ${given(id, "uuid")}`;
    if (!key) return [["due_at is null", older]];
    const at = given(key, "timestamptz");
    return [[`due_at = ${at}`, older], [`due_at > ${at}`], ["due_at is null"]];
  };
  const behind = parts();
  const order = "owner_id, status, due_at, id desc";
  return {
    groups: [
      {
        stretches: statusesOf(conditions).flatMap((where) =>
          behind.map((part) => ({ where: [...where, ...part, ...due], order })),
        ),
      },
    ],
    merged: "owner_id, due_at, id desc",
    rest: [...priority, ...list],
  };
}

/** By priority, or the newest of a list: each status and priority has the newest first. */
function byId(filters: TaskFilters, conditions: Conditions, place: Place | undefined, given: Given): Reading {
  const { sort = "created", priority: wanted, list } = filters;
  const { each } = conditions;
  const [id, key] = place ?? [];
  const olderThan = id === undefined ? [] : [`id < ${given(id, "uuid")}`];
  const left = prioritiesFrom(sort === "priority" ? key : undefined).filter((name) => !wanted || name === wanted);
  const groups = left.map((name): Group => {
    const older = sort === "created" || name === key ? olderThan : [];
    const isOne = wanted ? each.priority : [`priority = '${name}'`];
    return {
      priority: { name, olderThan: older },
      stretches: statusesOf(conditions).map((where) => ({
        where: [...where, ...each.list, ...isOne, ...older],
        // All columns of the index: to Postgres, "list_id is null" is no constant that it could leave out.
        order: `owner_id, ${list ? "list_id, " : ""}status, priority, id desc`,
      })),
    };
  });
  return {
    groups: sort === "created" ? [{ stretches: groups.flatMap(({ stretches }) => stretches) }] : groups,
    merged: list === "default" ? "owner_id, list_id, id desc" : "owner_id, id desc",
    rest: each.due,
  };
}

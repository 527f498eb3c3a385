import type * as z from "zod";
import { priorities, taskStatuses } from "../contracts/task";
import { spellingsOf } from "./search-spellings";
import type { listTasksFilters } from "./task-list-schemas";
import type { Place } from "./task-order";

export type TaskFilters = Partial<Omit<z.infer<typeof listTasksFilters>, "cursor" | "view" | "timeZone">> & {
  id?: string;
  /** Where the page begins in a list by `created`, and in one by any other sort. */
  olderThan?: string;
  place?: Place;
  /** Tasks without a due date alone. */
  noDate?: boolean;
  limit: number;
};

/** The filters of a list as conditions of SQL on freehold.tasks, with their values; those that are not given have none. */
export interface Conditions {
  values: unknown[];
  /** The owner, compared with a list of one: `newestFirst` says why. */
  owned: string;
  /** Where the page is in the list. */
  place: string[];
  /** Status and priority. */
  state: string[];
  /** The stretches of tasks_by_state in which such tasks are; one without a condition for all tasks. */
  stretches: string[][];
  /** Arrays of the statuses and of the priorities that the list has. */
  states: { statuses: string; priorities: string };
  /** Due date. */
  due: string[];
  /** The months in which such due dates are. */
  dueMonths: string[];
  /** Tag and text. */
  term: string[];
  /** Those of each filter alone. */
  each: { status: string[]; priority: string[]; list: string[]; due: string[] };
  /** All but tag and text. */
  all: string[];
  /** The same for tasks_by_terms, with status and priority: what freehold.tasks_with_terms takes. */
  terms(olderThan: string): string;
}

export function conditionsOf(ownerId: string, filters: TaskFilters): Conditions {
  const values: unknown[] = [];
  const given = (value: unknown, type: string): string | undefined =>
    value === undefined ? undefined : `$${values.push(value)}::${type}`;
  const owners = given([ownerId], "text[]");
  const id = given(filters.id, "uuid");
  const olderThan = given(filters.olderThan, "uuid");
  const status = given(filters.status, "text");
  const priority = given(filters.priority, "text");
  const tag = given(filters.tag, "text");
  const dueBefore = given(filters.dueBefore, "timestamptz");
  const dueAfter = given(filters.dueAfter, "timestamptz");
  // Every text contains the empty one.
  const searches = (filters.search ? spellingsOf(filters.search) : []).map((text) => ({
    text,
    place: `$${values.push(text)}::text`,
  }));
  const list = given(filters.list === "default" ? undefined : filters.list, "uuid");
  const owner = `(${owners})[1]`;
  const due = all(
    dueBefore && `due_at < ${dueBefore}`,
    dueAfter && `due_at >= ${dueAfter}`,
    filters.noDate ? "due_at is null" : undefined,
  );
  const each = {
    status: all(status && `status = ${status}`),
    priority: all(priority && `priority = ${priority}`),
    list: all(list ? `list_id = ${list}` : filters.list && "list_id is null"),
    due,
  };
  const state = [...each.status, ...each.priority];
  const others = status
    ? priorities.map((name) => `priority = '${name}'`)
    : taskStatuses.map((name) => `status = '${name}'`);
  return {
    values,
    owned: `owner_id = any(${owners})`,
    place: all(id && `id = ${id}`, olderThan && `id < ${olderThan}`),
    state,
    stretches: state.length === 1 ? others.map((other) => [...state, other]) : [state],
    states: {
      statuses: arrayOf(status ? [status] : taskStatuses.map(literal)),
      priorities: arrayOf(priority ? [priority] : priorities.map(literal)),
    },
    due,
    each,
    all: [...state, ...each.list, ...due],
    dueMonths: all(
      dueBefore && `freehold.month_of(due_at) <= freehold.month_of(${dueBefore})`,
      dueAfter && `freehold.month_of(due_at) >= freehold.month_of(${dueAfter})`,
    ),
    term: all(
      tag && `${tag} = any(tags)`,
      searches.length > 0 ? `(${searches.map(contains).join(" or ")})` : undefined,
    ),
    terms: (last) => {
      const places = searches.length > 0 ? searches.map(({ place }) => place) : [undefined];
      const wanted = places.map(
        (search) => `freehold.wanted_terms(${[owner, ...orNull(search, tag, status, priority)].join(", ")})`,
      );
      return [wanted.join(" || "), owner, last, ...orNull(dueAfter, dueBefore)].join(", ");
    },
  };
}

const all = (...conditions: (string | undefined)[]): string[] =>
  conditions.filter((condition) => condition !== undefined);
const orNull = (...places: (string | undefined)[]): string[] => places.map((place) => place ?? "null");
const literal = (text: string): string => `'${text}'`;
const arrayOf = (elements: string[]): string => `array[${elements.join(", ")}]`;

/** What a search looks into: freehold.task_terms takes its terms from the same text. */
const searched = "title || ' ' || coalesce(description, '') || array_to_string(array_prepend('', tags), ' #')";

/** A spelling of a search, and its place among the values. */
interface Search {
  text: string;
  place: string;
}

/** The collation C knows ASCII letters alone, and is faster than the one that knows all. */
function contains({ text, place }: Search): string {
  const fold = (content: string): string =>
    /^\p{ASCII}*$/u.test(text) ? `lower((${content}) collate "C")` : `freehold.fold_case(${content})`;
  const isThere = `position(${fold(place)} in ${fold(searched)}) > 0`;
  // Few texts have this letter, and a search for "class" must not fold all others.
  return /[ßẞ]/u.test(text) ? `(position('ß' in replace(${searched}, 'ẞ', 'ß')) > 0 and ${isThere})` : isThere;
}

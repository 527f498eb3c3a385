import * as z from "zod";
import { priorities } from "../contracts/task";

/** Orders of a list of tasks: the soonest due, the newest, the highest priority, or the owner's own order first. */
export const sorts = ["created", "due", "priority", "manual"] as const;
export type Sort = (typeof sorts)[number];

const highestFirst: string[] = [...priorities].reverse();

/** Each order as SQL on freehold.tasks. Ids, which rise with time, decide between equal tasks: the newest first. */
export const orders: Record<Sort, string> = {
  created: "id desc",
  // Tasks without a due date come last.
  due: "due_at, id desc",
  priority: `array_position(array['${highestFirst.join("', '")}'], priority), id desc`,
  manual: "freehold.rank_of(position, id) desc, id desc",
};

const id = z.uuid();
/** A place in the owner's own order. */
export const rank = z.string().regex(/^([0-9a-f]{2}){1,64}$/);
/** Where the last task of a page is in each order: what its cursor says. */
export const places = {
  due: z.tuple([
    id,
    z
      .string()
      .regex(/^\d{4,5}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/)
      .nullable(),
  ]),
  priority: z.tuple([id, z.enum(priorities)]),
  manual: z.tuple([id, rank]),
} satisfies Record<Exclude<Sort, "created">, z.ZodType>;
export type Place = [id: string, key?: string | null];

/** What a row of a page has for its place. */
export interface PlacedRow {
  id: string;
  place_due: string | null;
  priority: string;
  place_rank: string;
}

/** The columns of a PlacedRow beside those of a task. */
export const placeColumns = "due_at::text as place_due, encode(freehold.rank_of(position, id), 'hex') as place_rank";

export const placeOf: Record<keyof typeof places, (row: PlacedRow) => Place> = {
  due: ({ id, place_due }) => [id, place_due],
  priority: ({ id, priority }) => [id, priority],
  manual: ({ id, place_rank }) => [id, place_rank],
};

/** The priorities of a list by this order that are left from a place on, highest first. */
export const prioritiesFrom = (first?: string | null): string[] =>
  first ? highestFirst.slice(highestFirst.indexOf(first)) : highestFirst;

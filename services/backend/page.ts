import * as z from "zod";
import { maxPageBytes } from "../contracts/limits";
import { invalid } from "../runtime/http/problem";

/** What `boundedPage` adds to each row. */
export interface PageRow {
  /** Rows that were found, those beyond the page included. */
  found: number;
}

/**
 * A statement that reads one page, and stops after `maxPageBytes` of content: Postgres never sends more than that and one
 * row, however large the rows are.
 * @param rows a select of at most one row more than the page may hold, in the order of the page; it needs a column `bytes`
 * @param order the order of the page, by columns of `rows`
 */
export const boundedPage = (rows: string, order: string): string =>
  `select * from (
     select page.*, count(*) over () as found,
       coalesce(sum(bytes) over (order by ${order} rows between unbounded preceding and 1 preceding), 0) as bytes_before
     from (${rows}) page) measured
   where bytes_before < ${maxPageBytes} order by ${order}`;

/**
 * A cursor is the place of the last item of a page, opaque to the client.
 * @throws HttpProblem 400 when a client sends one that is not ours
 */
export function decodeCursor<T>(cursor: string | undefined, place: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw invalid("cursor", "CURSOR_UNKNOWN", "is not one that this list gave out");
  }
}

/** The opposite of `decodeCursor`. */
export const encodeCursor = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString("base64url");

/** Makes the answer out of the rows that `boundedPage` read. */
export function toPage<Row extends PageRow, Item>(
  rows: Row[],
  limit: number,
  toItem: (row: Row) => Item,
  place: (row: Row) => unknown,
) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toItem),
    nextCursor: last !== undefined && last.found > page.length ? encodeCursor(place(last)) : null,
  };
}

/** Place of an entry that is ordered by time: microseconds since the epoch, as Postgres keeps them, and its id. */
export const timePlace = z.tuple([
  z
    .int()
    .min(0)
    .max(Date.UTC(10_000, 0) * 1_000),
  z.uuid(),
]);

import type { Sql } from "../../runtime/database/database";

const tables = ["inbox", "parked", "dead_letters"] as const;

/** The names in a column that an index begins with: one look into the index for each name, however many rows have it. */
const namesIn = (table: (typeof tables)[number]): string =>
  `select name from (
     with recursive names (name) as (
       (select consumer from freehold.${table} order by consumer limit 1)
       union all
       select (select consumer from freehold.${table} where consumer > names.name order by consumer limit 1)
       from names where name is not null)
     select name from names where name is not null) ${table}`;

/** The consumers and side effects that have handled any event, as `notification` and `notification/webhook`. */
export async function consumerNames(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(tables.map(namesIn).join(" union "));
  return rows.map(({ name }) => name);
}

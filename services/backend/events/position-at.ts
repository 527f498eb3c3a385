import type { Sql } from "../../runtime/database/database";

/** The tables whose positions grow with time. */
const timeOf = { bus_log: "appended_at", outbox: "created_at" } as const;

/**
 * The first position of a table whose row is not older than `time`; undefined for an empty table. Positions are in the order
 * of time, so it halves the range of positions until one is left: some 30 looks into the primary key, and no index on
 * time that each write would pay for.
 */
export async function positionAt(sql: Sql, table: keyof typeof timeOf, time: Date): Promise<number | undefined> {
  const { rows } = await sql.query<{ position: number }>(
    `with recursive range (low, high) as (
       select (select position from freehold.${table} order by position limit 1),
         (select position + 1 from freehold.${table} order by position desc limit 1)
       union all
       select case when probe.position < high and probe.at < $1 then probe.position + 1 else low end,
         case when probe.position < high and probe.at < $1 then high else (low + high) / 2 end
       from range left join lateral (
         select position, ${timeOf[table]} as at from freehold.${table}
         where position >= (low + high) / 2 order by position limit 1) probe on true
       where low < high)
     select low as position from range where low = high`,
    [time],
  );
  return rows[0]?.position;
}

import type pg from "pg";

/** Starts the clock with the first event in hand, so that joining a group and the first poll are outside of it. */
export type Begin = () => void;

/**
 * Events a second from the first event in hand to the last committed effect.
 * @param work applies `events` events, one row of `public.effects` each, and calls `begin` when it has the first in hand
 * @param emptied the tables that are emptied first, beside `public.effects`
 * @throws Error when an effect is missing, or there twice
 */
export async function eventsPerSecond(
  database: pg.Pool,
  events: number,
  work: (begin: Begin) => Promise<void>,
  emptied: readonly string[] = ["freehold.inbox", "freehold.progress"],
): Promise<number> {
  await database.query(`truncate ${["public.effects", ...emptied].join(", ")}`);
  let began: number | undefined;
  await work(() => {
    began ??= performance.now();
  });
  const ended = performance.now();
  const { rows } = await database.query(
    "select count(*)::int as all, count(distinct event_id)::int as once from public.effects",
  );
  const { all, once } = rows[0];
  if (began === undefined || all !== events || once !== events)
    throw new Error(`Expected ${events} effects, each once: ${all} are there, of ${once} events`);
  return events / ((ended - began) / 1_000);
}

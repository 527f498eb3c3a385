import pg from "pg";
import PgBoss from "pg-boss";
import { eventsPerSecond } from "../stopwatch";
import { effects, effectsOf, generated, type Work } from "../work";

/** Loops that fetch, and jobs that each takes at once: with more of either it was no faster here. */
export const settings = { loops: 2, batchSize: 500 };

/** Jobs of pg-boss a second: fetched in a loop without its pause between two polls, one statement and one answer a batch. */
export async function pgBoss(url: string, admin: pg.Pool, events: number): Promise<number> {
  await admin.query("drop schema if exists pgboss cascade");
  const queue = new PgBoss({ connectionString: url, max: settings.loops + 1, supervise: false, schedule: false });
  queue.on("error", () => {});
  await queue.start();
  await queue.createQueue("effect");
  const { rows } = await admin.query<{ event: Work }>(generated(events));
  await queue.insert(
    rows.map(({ event: { id, subject, sequence } }) => ({ name: "effect", data: { id, subject, sequence } })),
  );
  await admin.query("vacuum analyze");
  const pool = new pg.Pool({ connectionString: url, max: settings.loops });
  const figure = await eventsPerSecond(admin, events, async (begin) => {
    const loop = async () => {
      for (;;) {
        const jobs = await queue.fetch<Work>("effect", { batchSize: settings.batchSize });
        if (jobs.length === 0) return;
        begin();
        await pool.query({ name: "effects", text: effects, values: effectsOf(jobs.map(({ data }) => data)) });
        await queue.complete(
          "effect",
          jobs.map(({ id }) => id),
        );
      }
    };
    await Promise.all(Array.from({ length: settings.loops }, loop));
  });
  await queue.stop({ graceful: false, wait: true, close: true });
  await pool.end();
  return figure;
}

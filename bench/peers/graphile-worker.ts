import { Logger, makeWorkerUtils, type RunnerOptions, run } from "graphile-worker";
import pg from "pg";
import { eventsPerSecond } from "../stopwatch";
import { countdown, effect, generated, type Work } from "../work";

/** The settings of its own record: https://worker.graphile.org/docs/performance */
export const settings = {
  concurrentJobs: 24,
  localQueue: { size: 500 },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
};

/** Jobs of graphile-worker a second. An effect is a statement of its own: a job that dies between both is done twice. */
export async function graphileWorker(url: string, admin: pg.Pool, events: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: settings.concurrentJobs + 1 });
  // It asks for them; a connection that ends here ends with the server, when all is measured.
  pool.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
  await admin.query("drop schema if exists graphile_worker cascade");
  const utils = await makeWorkerUtils({ pgPool: pool });
  await utils.migrate();
  await utils.release();
  await admin.query(
    `select graphile_worker.add_jobs(array_agg(row('effect', jsonb_build_object(
       'id', event->'id', 'subject', event->'subject', 'sequence', event->'sequence')::json,
       null, null, null, null, null, null)::graphile_worker.job_spec))
     from (${generated(events)}) g`,
  );
  await admin.query("vacuum analyze graphile_worker._private_jobs");
  const figure = await eventsPerSecond(admin, events, async (begin) => {
    const { done, some } = countdown(events);
    const options: RunnerOptions = {
      preset: { worker: settings },
      pgPool: pool,
      noHandleSignals: true,
      logger: new Logger(() => () => {}),
      taskList: {
        effect: async (payload) => {
          begin();
          const { id, subject, sequence } = payload as Work;
          await pool.query({ name: "effect", text: effect, values: [id, subject, sequence] });
          some(1);
        },
      },
    };
    const runner = await run(options);
    await done;
    await runner.stop();
  });
  await pool.end();
  return figure;
}

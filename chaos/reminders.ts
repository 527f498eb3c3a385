import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { until } from "../__tests__/helpers/until";
import { type ChaosDatabase, startDatabase } from "./database";
import { ServiceProcess } from "./service-process";
import { withStops } from "./stops";
import type { Verdict } from "./verdict";

const hour = 3_600_000;
/** How far the clock of each scheduler is off, in milliseconds. */
const clocks = [0, 0, 0, -hour, hour];
/** Which of them are killed, each when such a share of the reminders has fired. */
const kills = [
  { scheduler: 0, share: 0.2 },
  { scheduler: 4, share: 0.4 },
] as const;
/** Seconds until all are due, from when every scheduler has begun to look for them. */
const dueIn = 5;
/** Milliseconds that the firing of all may take. */
const limit = 120_000;

/**
 * Has many reminders due at once, with five schedulers that sleep until then. Two have a wrong clock, and two are killed in the
 * middle.
 * @throws Error when a kill did not come in the middle, or hit a scheduler that had fired none
 */
export async function reminders(count: number, say: (line: string) => void): Promise<Verdict> {
  return withStops(async (stops) => {
    const database = await startDatabase();
    stops.push(database.stop);
    const services = clocks.map((off) =>
      ServiceProcess.start("services/reminder-scheduler/main.ts", {
        ...{ DATABASE_URL: database.url, PORT: "0", LOG_LEVEL: "info", FREEHOLD_TRANSPORT: "embedded" },
        ...ServiceProcess.withClock(off),
      }),
    );
    stops.push(() => Promise.all(services.map((service) => service.stop("SIGTERM"))));
    const urls = await seed(database, count, services);
    say(
      `${count} reminders are due in a moment, ${clocks.length} schedulers wait for them, one an hour behind and one an hour ahead`,
    );
    const deadline = Date.now() + limit;
    for (const { scheduler, share } of kills) {
      while ((await firedRows(database)) < count * share && Date.now() < deadline) await pause(5);
      await services[scheduler]?.stop("SIGKILL");
      const fired = await firedRows(database);
      if (fired === 0 || fired >= count)
        throw new Error(`The kill came at ${fired} of ${count}; give it more --events`);
      say(`scheduler ${scheduler + 1} was killed at ${fired} of ${count}`);
    }
    while ((await dueEvents(database)).once < count && Date.now() < deadline) await pause(200);
    const byOthers = await Promise.all(
      urls.filter((_, index) => kills.every(({ scheduler }) => scheduler !== index)).map(firedBy),
    );
    const byKilled = count - byOthers.reduce((sum, fired) => sum + fired, 0);
    if (byKilled <= 0) throw new Error("The schedulers that were killed had fired none");
    say(`the two that were killed had fired ${byKilled}, the others ${byOthers.join(", ")}`);
    // A scheduler that would fire one a second time has done so when it has stopped.
    await stops.pop()?.();
    const { all, once } = await dueEvents(database);
    const [tooEarly] = await database.query<{ count: number }>(
      "select count(*)::int from freehold.reminders where fired_at < remind_at",
    );
    if (tooEarly?.count !== 0) throw new Error(`${tooEarly?.count} reminders fired before their time`);
    return { lost: count - once, doubled: all - once, disordered: 0 };
  });
}

/**
 * Adds the reminders when all schedulers are up. A scheduler looks for reminders at its start, and hears later of those alone
 * that it is told of: the table is locked until each of them looks.
 * @returns where each listens
 */
async function seed(
  { url, query }: ChaosDatabase,
  count: number,
  services: readonly ServiceProcess[],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("lock table freehold.reminders in access exclusive mode");
    const urls = await Promise.all(services.map((service) => service.ready()));
    const looking = async () => {
      const [row] = await query<{ count: number }>(
        "select count(*)::int from pg_locks where relation = 'freehold.reminders'::regclass and not granted",
      );
      return row?.count === services.length;
    };
    await until("every scheduler looks for reminders", looking);
    await client.query(`
      with made as (
        insert into freehold.tasks
          (id, owner_id, actor, title, priority, tags, status, remind_minutes, created_at, updated_at, version)
        select gen_random_uuid(), 'ann', 'ann', 'Task ' || n, 'low', '{}', 'open', '{0}', now(), now(), 1
        from generate_series(1, ${count}) n
        returning id)
      insert into freehold.reminders (id, task_id, owner_id, actor, minutes_before, remind_at, status)
      select gen_random_uuid(), id, 'ann', 'ann', 0, (select clock_timestamp()) + interval '${dueIn} seconds', 'scheduled'
      from made`);
    await client.query("commit");
    return urls;
  } finally {
    await client.end();
  }
}

async function firedRows({ query }: ChaosDatabase): Promise<number> {
  const [row] = await query<{ fired: number }>(
    "select count(*)::int as fired from freehold.reminders where status = 'fired'",
  );
  return row?.fired ?? 0;
}

async function dueEvents({ query }: ChaosDatabase): Promise<{ all: number; once: number }> {
  const [row] = await query<{ all: number; once: number }>(
    `select count(*)::int as all, count(distinct event->'data'->>'reminderId')::int as once
     from freehold.bus_log where event->>'type' = 'freehold.reminder.due.v1'`,
  );
  return row ?? { all: 0, once: 0 };
}

/** How many reminders a scheduler has fired, as its metrics say. */
async function firedBy(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^freehold_reminders_fired_total (\d+)$/m.exec(text)?.[1]);
}

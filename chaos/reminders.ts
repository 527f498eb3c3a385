import { setTimeout as pause } from "node:timers/promises";
import { startDatabase } from "./database";
import { ServiceProcess } from "./service-process";
import { withStops } from "./stops";
import type { Verdict } from "./verdict";

const hour = 3_600_000;
/** How far the clock of each scheduler is off, in milliseconds. */
const clocks = [0, 0, 0, -hour, hour];
/** Seconds from now at which all are due: the schedulers must be up by then. */
const dueIn = 60;
/** Milliseconds that the firing of all may take. */
const limit = 120_000;

/** Has many reminders due at once, with five schedulers that sleep until then; two of them have a wrong clock. */
export async function reminders(count: number, say: (line: string) => void): Promise<Verdict> {
  return withStops(async (stops) => {
    const database = await startDatabase();
    stops.push(database.stop);
    await database.query(`
      with made as (
        insert into freehold.tasks
          (id, owner_id, actor, title, priority, tags, status, remind_minutes, created_at, updated_at, version)
        select gen_random_uuid(), 'ann', 'ann', 'Task ' || n, 'low', '{}', 'open', '{0}', now(), now(), 1
        from generate_series(1, ${count}) n
        returning id)
      insert into freehold.reminders (id, task_id, owner_id, actor, minutes_before, remind_at, status)
      select gen_random_uuid(), id, 'ann', 'ann', 0, now() + interval '${dueIn} seconds', 'scheduled' from made`);
    const services = clocks.map((off) =>
      ServiceProcess.start("services/reminder-scheduler/main.ts", {
        ...{ DATABASE_URL: database.url, PORT: "0", LOG_LEVEL: "info", FREEHOLD_TRANSPORT: "embedded" },
        ...ServiceProcess.withClock(off),
      }),
    );
    stops.push(() => Promise.all(services.map((service) => service.stop("SIGTERM"))));
    await Promise.all(services.map((service) => service.ready()));
    const [early] = await database.query<{ due: boolean }>(
      "select min(remind_at) <= now() as due from freehold.reminders",
    );
    if (early?.due) throw new Error("The reminders were due before all schedulers were up");
    say(
      `${count} reminders are due in a moment, ${clocks.length} schedulers wait for them, one an hour behind and one an hour ahead`,
    );
    const fired = async () => {
      const [row] = await database.query<{ all: number; once: number }>(
        `select count(*)::int as all, count(distinct event->'data'->>'reminderId')::int as once
         from freehold.bus_log where event->>'type' = 'freehold.reminder.due.v1'`,
      );
      return row ?? { all: 0, once: 0 };
    };
    const deadline = Date.now() + limit;
    while ((await fired()).once < count && Date.now() < deadline) await pause(200);
    // A scheduler that would fire one a second time has done so when it has stopped.
    await stops.pop()?.();
    const { all, once } = await fired();
    const [tooEarly] = await database.query<{ count: number }>(
      "select count(*)::int from freehold.reminders where fired_at < remind_at",
    );
    if (tooEarly?.count !== 0) throw new Error(`${tooEarly?.count} reminders fired before their time`);
    return { lost: count - once, doubled: all - once, disordered: 0 };
  });
}

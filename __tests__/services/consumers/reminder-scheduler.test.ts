import { v7 as uuidv7 } from "uuid";
import { timeBudgets } from "../../../services/contracts/time-budgets";
import { definition } from "../../../services/reminder-scheduler/definition";
import { ReminderMetrics } from "../../../services/reminder-scheduler/metrics";
import { ReminderScheduler } from "../../../services/reminder-scheduler/scheduler";
import { writeEvent } from "../../../services/runtime/outbox/outbox";
import { silent, useDatabase } from "../../helpers/database";
import { until } from "../../helpers/until";

const db = useDatabase();
let running: ReminderScheduler[] = [];

beforeEach(() =>
  db.database.query(
    "truncate freehold.reminders, freehold.snoozes, freehold.tasks, freehold.outbox, freehold.sequences",
  ),
);
afterEach(async () => {
  await Promise.all(running.map((scheduler) => scheduler.stop()));
  running = [];
});

function start(metrics = new ReminderMetrics()): ReminderScheduler {
  const scheduler = new ReminderScheduler({
    database: () => db.database,
    emit: (tx, event) => writeEvent(tx, definition.name, event),
    relay: () => {},
    logger: silent,
    metrics,
  });
  scheduler.start();
  running.push(scheduler);
  return scheduler;
}

/** `count` reminders of tasks of their own, due `inSeconds` from now. */
async function remind(count: number, inSeconds: number, status = "open"): Promise<void> {
  await db.database.query(
    `with made as (
       insert into freehold.tasks (id, owner_id, actor, title, priority, tags, status, remind_minutes, created_at, updated_at, version)
       select gen_random_uuid(), 'ann', 'ann', 'Task ' || n, 'low', '{}', $3, '{0}', now(), now(), 1 from generate_series(1, $1) n
       returning id)
     insert into freehold.reminders (id, task_id, owner_id, actor, minutes_before, remind_at, status)
     select gen_random_uuid(), id, 'ann', 'ann', 0, now() + $2 * interval '1 second', 'scheduled' from made`,
    [count, inSeconds, status],
  );
}

/** Snoozed reminders of tasks of their own. */
const snooze = (remindAt: string, dueAt: string, count = 1) =>
  db.database.query(
    `with made as (
       insert into freehold.tasks (id, owner_id, actor, title, priority, tags, status, remind_minutes, due_at, created_at, updated_at, version)
       select gen_random_uuid(), 'ann', 'ann', 'Task ' || n, 'low', '{}', 'open', '{}', ${dueAt}, now(), now(), 1 from generate_series(1, $1) n
       returning id)
     insert into freehold.snoozes (id, task_id, owner_id, actor, remind_at, status)
     select gen_random_uuid(), id, 'ann', 'ann', ${remindAt}, 'scheduled' from made`,
    [count],
  );

const fired = async (): Promise<string[]> => {
  const { rows } = await db.database.query<{ id: string }>(
    "select event->'data'->>'reminderId' as id from freehold.outbox where event->>'type' = 'freehold.reminder.due.v1'",
  );
  return rows.map(({ id }) => id);
};

test("subscribes to reminders and writes to the same topic", () => {
  expect(definition.subscribes).toEqual([{ topic: "reminders", delivery: "shared" }]);
  expect(definition.publishes).toEqual(["reminders"]);
});

test("reminders that are due at once fire once each, however many schedulers there are", async () => {
  await remind(500, -1);
  for (let schedulers = 0; schedulers < 5; schedulers += 1) start();
  await until("all have fired", async () => (await fired()).length >= 500);
  await Promise.all(running.map((scheduler) => scheduler.stop()));
  const ids = await fired();
  expect([ids.length, new Set(ids).size]).toEqual([500, 500]);
});

test("snoozed reminders fire once each beside the others, and the next one may be one of them", async () => {
  await remind(150, -1);
  await snooze("now() - interval '1 minute'", "now() + interval '9 minutes 59 seconds'", 150);
  await snooze("now() + interval '1 hour'", "null");
  const metrics = new ReminderMetrics();
  for (let schedulers = 0; schedulers < 3; schedulers += 1) start(metrics);
  await until("all have fired", async () => (await fired()).length >= 300);
  await until("the next one is known", async () =>
    /next_due_timestamp_seconds [1-9]/.test(await metrics.registry.metrics()),
  );
  await Promise.all(running.map((scheduler) => scheduler.stop()));
  const ids = await fired();
  expect([ids.length, new Set(ids).size]).toEqual([300, 300]);
  const { rows } = await db.database.query(
    `select event->'data'->'snoozed' as snoozed, event->'data'->'minutesBefore' as minutes, count(*) as n
     from freehold.outbox group by 1, 2 order by 2`,
  );
  expect(rows).toEqual([
    { snoozed: null, minutes: 0, n: 150 },
    { snoozed: true, minutes: 10, n: 150 },
  ]);
});

test("a due reminder continues the trace that set it, without a collector too", async () => {
  await remind(2, -1);
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  await db.database.query(
    `update freehold.reminders set traceparent = $1 where id = (select id from freehold.reminders limit 1)`,
    [`00-${traceId}-00f067aa0ba902b7-01`],
  );
  start();
  await until("both have fired", async () => (await fired()).length === 2);
  const { rows } = await db.database.query<{ ours: boolean }>(
    "select event->>'traceparent' like $1 as ours from freehold.outbox order by ours",
    [`00-${traceId}-%-01`],
  );
  expect(rows).toEqual([{ ours: false }, { ours: true }]);
});

test.each([
  ["right", 0],
  ["an hour behind", -3_600_000],
  ["an hour ahead", 3_600_000],
])("a reminder that appears later fires at its time when the clock of this machine is %s", async (_how, skew) => {
  const right = Date.now;
  const clock = jest.spyOn(Date, "now").mockImplementation(() => right() + skew);
  const metrics = new ReminderMetrics();
  const next = jest.spyOn(metrics.nextDue, "set");
  const scheduler = start(metrics);
  await until("it has looked once", () => next.mock.calls.length === 1);
  await remind(1, 0.2);
  scheduler.expect(new Date(right() + 200));
  await until("it has fired", async () => (await fired()).length === 1);
  clock.mockRestore();
  const { rows } = await db.database.query("select fired_at >= remind_at as due from freehold.reminders");
  expect(rows).toEqual([{ due: true }]);
});

test("a reminder that appears while the scheduler looks is not overlooked", async () => {
  await remind(1, 0.5);
  await remind(1, 3_600);
  const scheduler = start();
  const query = db.database.query.bind(db.database);
  const spy = jest.spyOn(db.database, "query").mockImplementation(async (...args: Parameters<typeof query>) => {
    const found = await query(...args);
    // It looks when it starts, and again when it has fired the first one.
    if (!args[0].includes("min(r.remind_at)") || (await fired()).length === 0) return found as never;
    spy.mockRestore();
    await remind(1, 1);
    scheduler.expect(new Date(Date.now() + 1_000));
    return found as never;
  });
  await until("both have fired", async () => (await fired()).length === 2);
});

test("a reminder that only the scheduler before was told of is found when that one is gone", async () => {
  const next = jest.fn();
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "Date", "performance"] });
  try {
    const metrics = new ReminderMetrics();
    jest.spyOn(metrics.nextDue, "set").mockImplementation(next);
    start(metrics);
    while (next.mock.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await remind(1, -1);
    jest.advanceTimersByTime(timeBudgets.startupRecheckMs);
    while (next.mock.calls.length === 1) await new Promise((resolve) => setImmediate(resolve));
  } finally {
    jest.useRealTimers();
  }
  expect(await fired()).toHaveLength(1);
});

test("what is not due stays, and so does what belongs to a finished or deleted task", async () => {
  await remind(1, 3_600);
  await remind(1, -1, "completed");
  await db.database.query(
    `insert into freehold.reminders (id, task_id, owner_id, actor, minutes_before, remind_at, status)
     values ($1, $2, 'ann', 'ann', 0, now(), 'scheduled')`,
    [uuidv7(), uuidv7()],
  );
  await remind(1, -1);
  start();
  await until("the one that is due has fired", async () => (await fired()).length >= 1);
  const { rows } = await db.database.query(
    "select status, count(*) as n from freehold.reminders group by 1 order by 1",
  );
  expect(rows).toEqual([
    { status: "fired", n: 1 },
    { status: "scheduled", n: 3 },
  ]);
});

test("its metrics say how many fired, how late, and when the next one is due", async () => {
  const metrics = new ReminderMetrics();
  await remind(2, -30);
  await remind(1, 3_600);
  start(metrics);
  const read = async (name: string): Promise<number> =>
    Number(new RegExp(`^${name} (\\S+)$`, "m").exec(await metrics.registry.metrics())?.[1]);
  await until("the next one is known", async () => (await read("freehold_reminder_next_due_timestamp_seconds")) > 0);
  expect((await read("freehold_reminder_next_due_timestamp_seconds")) - Date.now() / 1000).toBeGreaterThan(3_500);
  expect(await read("freehold_reminders_fired_total")).toBe(2);
  expect(await read("freehold_reminder_lateness_seconds_count")).toBe(2);
  expect(await read("freehold_reminder_lateness_seconds_sum")).toBeGreaterThanOrEqual(60);
});

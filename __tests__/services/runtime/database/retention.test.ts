import { v7 as uuidv7 } from "uuid";
import { defaultRetention } from "../../../../services/contracts/retention";
import { allExpiries } from "../../../../services/definitions";
import { CleanUpOnWrites, cleanUp } from "../../../../services/runtime/database/retention";
import { silent, useDatabase } from "../../../helpers/database";
import { until } from "../../../helpers/until";

const db = useDatabase();
const run = (text: string, values: unknown[] = []) => db.database.query(text, values);
const retention = { auditDays: 10, notificationDays: 20, deadLetterDays: 30 };

/** Cleans up, and tells what was taken from tables that lost anything. */
async function removed(): Promise<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(await cleanUp(db.database, retention, allExpiries)).filter(([, count]) => count > 0),
  );
}

beforeEach(() =>
  run(`truncate freehold.inbox, freehold.parked, freehold.bus_log, freehold.bus_offsets, freehold.idempotency_keys,
    freehold.audit_entries, freehold.notifications, freehold.reminders, freehold.dead_letters, freehold.sequences,
    freehold.progress, freehold.tasks, freehold.lists, freehold.outbox, freehold.deleted_tasks, freehold.snoozes`),
);

const claim = (id: string, age: string) =>
  run("insert into freehold.inbox (consumer, event_id, claimed_at) values ('c', $1, now() - $2::interval)", [id, age]);
const park = (id: string) =>
  run(
    `insert into freehold.parked (consumer, event_id, topic, subject, sequence, owner_id, actor, event, reason, failures, replay, due_at)
     values ('c', $1::uuid, 'task-events', $1::uuid::text, 1, 'ann', 'ann', '{}', 'retry', 1, false, now())`,
    [id],
  );
const task = (id: string, status: string) =>
  run(
    `insert into freehold.tasks (id, owner_id, actor, title, priority, tags, status, remind_minutes, created_at, updated_at, version)
     values ($1, 'ann', 'ann', 'Water', 'low', '{}', $2, '{}', now(), now(), 1)`,
    [id, status],
  );
const audit = (taskId: string, age: string) =>
  run(
    `insert into freehold.audit_entries (event_id, type, task_id, owner_id, actor, occurred_at, recorded_at)
     values ($1, 't', $2, 'ann', 'ann', now(), now() - $3::interval)`,
    [uuidv7(), taskId, age],
  );

test("a claim lives for seven days, and for as long as its event is parked", async () => {
  const parked = uuidv7();
  for (const age of ["6 days 23 hours", "7 days 1 hour", "40 days"]) await claim(uuidv7(), age);
  await claim(parked, "40 days");
  await park(parked);
  expect(await removed()).toEqual({ inbox: 2 });
  expect((await run("select event_id from freehold.inbox where event_id = $1", [parked])).rowCount).toBe(1);
});

test("the log keeps what its topic keeps, and what the slowest consumer has not read", async () => {
  const append = async (topic: string, age: string) => {
    const { rows } = await db.database.query<{ position: number }>(
      `insert into freehold.bus_log (topic, event, appended_at) values ($1, '{}', now() - $2::interval) returning position`,
      [topic, age],
    );
    return rows[0]?.position ?? 0;
  };
  const read = await append("task-events", "73 hours");
  const unread = await append("task-events", "73 hours");
  const young = await append("task-events", "71 hours");
  await append("task-updates", "61 minutes");
  const fresh = await append("task-updates", "59 minutes");
  const dead = await append("reminders.dlq", "95 hours");
  await run("insert into freehold.bus_offsets values ('fast', 'task-events', $1), ('slow', 'task-events', $2)", [
    young,
    read,
  ]);
  expect(await removed()).toEqual({ bus_log: 2 });
  const { rows } = await run("select position from freehold.bus_log order by position");
  expect(rows).toEqual([unread, young, fresh, dead].map((position) => ({ position })));
});

test("answers to idempotency keys live for a day, history, notifications and dead letters as they are set", async () => {
  for (const age of ["23 hours", "25 hours"]) {
    await run(
      `insert into freehold.idempotency_keys values ('ann', 'ann', $1::interval::text, 'f', 'null', now() - $1::interval)`,
      [age],
    );
  }
  for (const age of ["9 days", "11 days"]) await audit(uuidv7(), age);
  for (const age of ["19 days", "21 days"]) {
    await run(
      `insert into freehold.notifications (id, reminder_id, task_id, owner_id, actor, title, minutes_before, remind_at, created_at)
       values ($1, $1, $1, 'ann', 'ann', 'Water', 5, now(), now() - $2::interval)`,
      [uuidv7(), age],
    );
  }
  for (const age of ["29 days", "31 days"]) {
    await run(
      `insert into freehold.dead_letters
         (id, consumer, topic, event_id, event, code, reason, retries, replayable, status, first_failed_at, dead_at)
       values ($1::uuid, 'c', 'reminders', $1::uuid::text, '{}', 'HANDLER_FAILED', 'r', 3, true, 'dead', now(), now() - $2::interval)`,
      [uuidv7(), age],
    );
  }
  expect(await removed()).toEqual({ idempotency_keys: 1, audit_entries: 1, notifications: 1, dead_letters: 1 });
});

test("finished reminders go with their age, unless their task is open or they are still to come", async () => {
  const [open, completed] = [uuidv7(), uuidv7()];
  await task(open, "open");
  await task(completed, "completed");
  const remind = (taskId: string, status: string, age: string) =>
    run(
      `insert into freehold.reminders (id, task_id, owner_id, actor, minutes_before, remind_at, status)
       values ($1, $2, 'ann', 'ann', (random() * 1e9)::int, now() - $3::interval, $4)`,
      [uuidv7(), taskId, age, status],
    );
  await remind(open, "fired", "21 days");
  await remind(completed, "fired", "19 days");
  await remind(completed, "scheduled", "21 days");
  await remind(completed, "fired", "21 days");
  await remind(uuidv7(), "cancelled", "21 days");
  expect(await removed()).toEqual({ reminders: 2 });
});

test("a deleted task goes after 30 days, and keeps its finished reminders until then, as an open one its snooze", async () => {
  const [kept, gone, open] = [uuidv7(), uuidv7(), uuidv7()];
  const discard = (id: string, age: string) =>
    run(
      `insert into freehold.deleted_tasks (id, owner_id, actor, task, deleted_at)
       values ($1, 'ann', 'ann', '{}', now() - $2::interval)`,
      [id, age],
    );
  await discard(kept, "29 days");
  await discard(gone, "31 days");
  await task(open, "open");
  for (const id of [kept, uuidv7()]) {
    await run(
      `insert into freehold.reminders (id, task_id, owner_id, actor, minutes_before, remind_at, status)
       values ($1, $2, 'ann', 'ann', 5, now() - interval '21 days', 'fired')`,
      [uuidv7(), id],
    );
  }
  for (const id of [kept, open, uuidv7()]) {
    await run(
      `insert into freehold.snoozes (id, task_id, owner_id, actor, remind_at, status)
       values ($1, $2, 'ann', 'ann', now() - interval '21 days', 'fired')`,
      [uuidv7(), id],
    );
  }
  expect(await removed()).toEqual({ deleted_tasks: 1, reminders: 1, snoozes: 1 });
});

describe("the count of a subject, and how far consumers are with it,", () => {
  const subjectAt = async (last: number, sequence: number): Promise<string> => {
    const id = uuidv7();
    await run("insert into freehold.sequences values ('task-events', $1, $2)", [id, last]);
    await run("insert into freehold.progress values ('c', 'task-events', $1, $2)", [id, sequence]);
    return id;
  };

  test("go when its task and history are gone", async () => {
    await subjectAt(3, 3);
    expect(await removed()).toEqual({ progress: 1 });
    expect((await run("select from freehold.progress")).rowCount).toBe(0);
    expect((await run("select from freehold.sequences")).rowCount).toBe(0);
  });

  test.each([
    ["its task is there", (id: string) => task(id, "completed")],
    [
      "its list is there",
      (id: string) =>
        run(
          `insert into freehold.lists (id, owner_id, actor, name, position, created_at, updated_at, version)
           values ($1, 'ann', 'ann', 'Home', 0, now(), now(), 1)`,
          [id],
        ),
    ],
    ["its history is there", (id: string) => audit(id, "9 days")],
    ["an event of it is parked", park],
    [
      "an event of it is in the outbox",
      (id: string) => run("insert into freehold.outbox (topic, subject, event) values ('task-events', $1, '{}')", [id]),
    ],
  ])("stay while %s", async (_what, keep) => {
    const id = await subjectAt(3, 3);
    await keep(id);
    expect(await removed()).toEqual({});
  });

  test("stay while a consumer is behind", async () => {
    await subjectAt(3, 2);
    expect(await removed()).toEqual({});
  });
});

test("expired entries of the Dapr state store go, where there is one", async () => {
  await run("create table dapr_state.state (key text primary key, expires_at timestamptz)");
  await run(
    "insert into dapr_state.state values ('old', now() - interval '1 s'), ('new', now() + interval '1 h'), ('ever', null)",
  );
  expect(await removed()).toEqual({ state: 1 });
  expect((await run("select key from dapr_state.state order by key")).rows).toEqual([{ key: "ever" }, { key: "new" }]);
  await run("drop table dapr_state.state");
});

test("more than one batch goes, a round at a time where only one is asked for", async () => {
  await run(
    `insert into freehold.inbox (consumer, event_id, claimed_at)
     select 'c', gen_random_uuid(), now() - interval '8 days' from generate_series(1, 2500)`,
  );
  expect(await cleanUp(db.database, retention, allExpiries, 1)).toMatchObject({ inbox: 1000 });
  expect(await cleanUp(db.database, retention, allExpiries)).toMatchObject({ inbox: 1500 });
});

test("writes bring a clean-up once an hour; without a write there is none", async () => {
  await claim(uuidv7(), "8 days");
  const clock = jest.spyOn(Date, "now");
  const begin = performance.timeOrigin + performance.now();
  clock.mockReturnValue(begin);
  const query = jest.spyOn(db.database, "query");
  const cleaner = new CleanUpOnWrites(db.database, defaultRetention, [], silent);
  cleaner.written();
  clock.mockReturnValue(begin + 3_600_001);
  expect(query).not.toHaveBeenCalled();
  cleaner.written();
  clock.mockRestore();
  await until("the claim is gone", async () => (await run("select from freehold.inbox")).rowCount === 0);
  await cleaner.stop();
  query.mockRestore();
});

import { allNeeds } from "../../services/needs";
import { defineConfig } from "../../stacks/config";
import {
  databaseBytes,
  databaseSizeProblems,
  projectedSize,
  rowBytes,
  type Table,
} from "../../stacks/guards/database-size";
import { useDatabase } from "../helpers/database";
import { aTask } from "../helpers/events";

const db = useDatabase();
const rows = 2_000;
const snapshot = JSON.stringify(aTask({ description: "x".repeat(500), tags: ["home", "garden"] }));
const event = JSON.stringify({ data: { before: aTask(), task: aTask({ description: "x".repeat(500) }) } });

/** How the table is filled with rows as they are in use; `n` counts them. */
const fillings: Record<Exclude<Table, "state">, string> = {
  tasks: `(id, owner_id, actor, title, description, priority, tags, status, remind_minutes, created_at, updated_at, version)
    select gen_random_uuid(), 'google-oauth2|1042', 'google-oauth2|1042', 'Water the plants', repeat('x', 500), 'low',
      '{home,garden}', 'open', '{30}', now(), now(), 1`,
  sequences: "select 'task-events', gen_random_uuid()::text, 1",
  progress: "select 'recurring-task-consumer', 'task-events', gen_random_uuid()::text, 1",
  inbox: "(consumer, event_id) select 'recurring-task-consumer', gen_random_uuid()",
  audit_entries: `(event_id, type, task_id, owner_id, actor, occurred_at, before, after)
    select gen_random_uuid(), 'freehold.task.updated.v1', gen_random_uuid(), 'google-oauth2|1042', 'google-oauth2|1042', now(),
      '${snapshot}', '${snapshot}'`,
  reminders: `(id, task_id, owner_id, actor, minutes_before, remind_at, status)
    select gen_random_uuid(), gen_random_uuid(), 'google-oauth2|1042', 'google-oauth2|1042', 30, now(), 'scheduled'`,
  notifications: `(id, reminder_id, task_id, owner_id, actor, title, minutes_before, remind_at)
    select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'google-oauth2|1042', 'google-oauth2|1042',
      'Water the plants', 30, now()`,
  idempotency_keys: `select 'google-oauth2|1042', 'google-oauth2|1042', gen_random_uuid()::text, repeat('f', 64), '${snapshot}'`,
  dead_letters: `(id, consumer, topic, event_id, subject, owner_id, actor, type, event, code, reason, retries, replayable,
      status, first_failed_at)
    select gen_random_uuid(), 'recurring-task-consumer', 'task-events', gen_random_uuid()::text, gen_random_uuid()::text,
      'google-oauth2|1042', 'google-oauth2|1042', 'freehold.task.updated.v1', '${event}', 'HANDLER_FAILED',
      repeat('r', 100), 3, true, 'dead', now()`,
};

test.each(Object.entries(fillings))(
  "a row of %s takes no more than the projection says, and not far less",
  async (table, filling) => {
    await db.database.query(`insert into freehold.${table} ${filling} from generate_series(1, ${rows})`);
    const { rows: sizes } = await db.database.query<{ bytes: number }>(
      `select pg_total_relation_size('freehold.${table}') as bytes`,
    );
    const measured = (sizes[0]?.bytes ?? 0) / rows;
    expect(measured).toBeLessThanOrEqual(rowBytes[table as Table]);
    expect(measured).toBeGreaterThan(rowBytes[table as Table] / 2);
  },
);

test("Dapr's state store grows with the channels of notifications", () => {
  const size = (notifications: object) =>
    projectedSize(defineConfig({ connections: { notifications } }), allNeeds).find(({ table }) => table === "state")
      ?.bytes;
  expect(size({})).toBe(0);
  // 250 changes a day for 7 days, and room for what is not vacuumed yet.
  expect(size({ webhook: true })).toBe(Math.ceil(250 * 7 * rowBytes.state * 1.3));
});

const total = (config: ReturnType<typeof defineConfig>) =>
  projectedSize(config, allNeeds).reduce((sum, { bytes }) => sum + bytes, 0);

test("the default expectations fit into the database", () => {
  const config = defineConfig({});
  expect(databaseSizeProblems(config, allNeeds)).toEqual([]);
  expect(total(config)).toBeLessThanOrEqual(databaseBytes);
});

test("expectations that do not fit are refused with the largest tables and the fix", () => {
  const config = defineConfig({ connections: { database: { changesPerDay: 5_000 } } });
  expect(databaseSizeProblems(config, allNeeds)).toEqual([
    expect.stringMatching(
      /^Too much data: 20000 tasks and 5000 changes a day .*audit_entries \(\d+ MB\).*connections\.database/,
    ),
  ]);
});

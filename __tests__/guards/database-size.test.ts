import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { allDefinitions } from "../../services/definitions";
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
import { aDueReminder } from "../helpers/notifications";

const db = useDatabase();
const rows = 2_000;
const stored = (changes: Parameters<typeof aTask>[0] = {}) =>
  aTask({ listId: randomUUID(), checklist: [], position: "80".repeat(16), ...changes });
const snapshot = JSON.stringify(stored({ description: "x".repeat(500), tags: ["home", "garden"] }));
const event = JSON.stringify({ data: { before: stored(), task: stored({ description: "x".repeat(500) }) } });
/** A row of freehold.tasks as JSON. */
const deletedRow = JSON.stringify({
  ...{ id: "018f0000-0000-7000-8000-000000000000", owner_id: "google-oauth2|1042", actor: "google-oauth2|1042" },
  ...{
    title: "Water the plants",
    description: "x".repeat(500),
    priority: "low",
    tags: ["home", "garden"],
    status: "open",
  },
  ...{
    due_at: "2026-03-01T08:00:00.123456+00:00",
    remind_minutes: [30],
    rrule: null,
    time_zone: null,
    repeat_from: null,
  },
  ...{ catch_up: null, series_id: null, series_start: null, local_time: null, snoozed_until: null, completed_at: null },
  ...{ list_id: randomUUID(), checklist: null, position: `\\x${"80".repeat(16)}` },
  ...{ created_at: "2026-03-01T08:00:00.123456+00:00", updated_at: "2026-03-01T08:00:00.123456+00:00", version: 1 },
});

/** Prose to cut descriptions from: the index of a text grows with its variety. */
const folder = "docs/reference";
beforeAll(async () => {
  const pages = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, "utf8"));
  await db.database.query("create table public.prose (text text)");
  await db.database.query("insert into public.prose select $1::text", [pages.join("")]);
});

/** How the table is filled with rows as they are in use; `n` counts them. */
const fillings: Record<Exclude<Table, "state">, string> = {
  tasks: `(id, owner_id, actor, title, description, priority, tags, status, due_at, remind_minutes, created_at, updated_at,
      version, list_id, position)
    select gen_random_uuid(), 'google-oauth2|1042', 'google-oauth2|1042', 'Water the plants', substr(prose.text, n * 7919 % (length(prose.text) - 500), 500), 'low',
      '{home,garden}', 'open', now(), '{30}', now(), now(), 1,
      gen_random_uuid(), uuid_send(gen_random_uuid()) from public.prose,`,
  deleted_tasks: `(id, owner_id, actor, task)
    select gen_random_uuid(), 'google-oauth2|1042', 'google-oauth2|1042', '${deletedRow}'`,
  snoozes: `(id, task_id, owner_id, actor, remind_at, status)
    select gen_random_uuid(), gen_random_uuid(), 'google-oauth2|1042', 'google-oauth2|1042', now(), 'scheduled'`,
  sequences: "select 'task-events', gen_random_uuid()::text, 1",
  progress: "select 'recurring-task-consumer', 'task-events', gen_random_uuid()::text, 1",
  inbox: "(consumer, event_id) select 'recurring-task-consumer', gen_random_uuid()",
  audit_entries: `(event_id, type, task_id, owner_id, actor, occurred_at, before, after, trace_id, caused_by)
    select gen_random_uuid(), 'freehold.task.updated.v1', gen_random_uuid(), 'google-oauth2|1042', 'google-oauth2|1042', now(),
      '${snapshot}', '${snapshot}', gen_random_uuid(), gen_random_uuid()`,
  reminders: `(id, task_id, owner_id, actor, minutes_before, remind_at, status)
    select gen_random_uuid(), gen_random_uuid(), 'google-oauth2|1042', 'google-oauth2|1042', 30, now(), 'scheduled'`,
  notifications: `(id, reminder_id, task_id, owner_id, actor, title, minutes_before, remind_at)
    select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'google-oauth2|1042', 'google-oauth2|1042',
      'Water the plants', 30, now()`,
  idempotency_keys: `select 'google-oauth2|1042', 'google-oauth2|1042', gen_random_uuid()::text, repeat('f', 64), '${snapshot}'`,
  parked: `(consumer, event_id, topic, subject, sequence, owner_id, actor, event, reason, failures, replay, outside,
      error_code, error_message, first_failed_at, due_at)
    select 'notification/webhook', gen_random_uuid(), 'reminders', gen_random_uuid()::text, 1, 'google-oauth2|1042',
      'google-oauth2|1042', '${JSON.stringify(aDueReminder("x".repeat(200)))}', 'retry', 3, true, true, 'HANDLER_FAILED',
      repeat('r', 100), now(), now()`,
  dead_letters: `(id, consumer, topic, event_id, subject, owner_id, actor, type, event, code, reason, retries, replayable,
      status, first_failed_at)
    select gen_random_uuid(), 'recurring-task-consumer', 'task-events', gen_random_uuid()::text, gen_random_uuid()::text,
      'google-oauth2|1042', 'google-oauth2|1042', 'freehold.task.updated.v1', '${event}', 'HANDLER_FAILED',
      repeat('r', 100), 3, true, 'dead', now()`,
};

test.each(Object.entries(fillings))(
  "a row of %s takes no more than the projection says, and not far less",
  async (table, filling) => {
    await db.database.query(
      `insert into freehold.${table} ${filling} ${filling.endsWith(",") ? "" : "from"} generate_series(1, ${rows}) n`,
    );
    const { rows: sizes } = await db.database.query<{ bytes: number }>(
      `select pg_total_relation_size('freehold.${table}') as bytes`,
    );
    const measured = (sizes[0]?.bytes ?? 0) / rows;
    expect(measured).toBeLessThanOrEqual(rowBytes[table as Table]);
    expect(measured).toBeGreaterThan(rowBytes[table as Table] / 2);
  },
);

test("what waits for a channel, and Dapr's state store, grow with the channels of notifications", () => {
  const sizes = (notifications: object) => {
    const projected = projectedSize(defineConfig({ connections: { notifications } }), allDefinitions);
    const bytes = (name: Table) => projected.find(({ table }) => table === name)?.bytes;
    return { parked: bytes("parked"), state: bytes("state") };
  };
  expect(sizes({ push: false })).toEqual({ parked: 0, state: 0 });
  // 220 changes a day, for 7 days or until they are given up, and room for what is not vacuumed yet.
  const rowsOf = (table: Table, days: number) => Math.ceil(220 * days * rowBytes[table] * 1.3);
  expect(sizes({})).toEqual({ parked: rowsOf("parked", 1), state: rowsOf("state", 7) });
  expect(sizes({ webhook: true })).toEqual({ parked: rowsOf("parked", 2), state: rowsOf("state", 14) });
  expect(sizes({ giveUpHours: 72 })).toEqual({ parked: rowsOf("parked", 3), state: rowsOf("state", 7) });
});

const total = (config: ReturnType<typeof defineConfig>) =>
  projectedSize(config, allDefinitions).reduce((sum, { bytes }) => sum + bytes, 0);

test("the default expectations fit into the database", () => {
  const config = defineConfig({});
  expect(databaseSizeProblems(config, allDefinitions)).toEqual([]);
  expect(total(config)).toBeLessThanOrEqual(databaseBytes);
});

test.each([
  [{ tasks: 20_001 }, /^apps\.quotas\.tasks: .*20001.*20000/],
  [{ changesPerDay: 219 }, /^apps\.quotas\.changesPerDay: 219 .*220/],
])("quotas of one owner that do not go with the plan for all are refused: %j", (quotas, problem) => {
  expect(databaseSizeProblems(defineConfig({ apps: { quotas } }), allDefinitions)).toEqual([
    expect.stringMatching(problem),
  ]);
});

test("expectations that do not fit are refused with the largest tables and the fix", () => {
  const config = defineConfig({ connections: { database: { changesPerDay: 5_000 } } });
  expect(databaseSizeProblems(config, allDefinitions)).toEqual([
    expect.stringMatching(
      /^Too much data: 20000 tasks and 5000 changes a day .*audit_entries \(\d+ MB\).*connections\.database/,
    ),
  ]);
});

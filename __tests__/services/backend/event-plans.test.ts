import { groupDeadLetters } from "../../../services/backend/dead-letters/groups";
import { listDeadLetters } from "../../../services/backend/dead-letters/list";
import { listDeadLetterIds } from "../../../services/backend/dead-letters/list-ids";
import { positionAt } from "../../../services/backend/events/position-at";
import { type EventFilter, searchEvents } from "../../../services/backend/events/search";
import { showEvent } from "../../../services/backend/events/show";
import { useDatabase } from "../../helpers/database";
import { explaining } from "../../helpers/plans";

const db = useDatabase();

/** More rows than a request walks: one event a second, all of them in the history and the log, the newest also elsewhere. */
const rows = 21_000;
const newest = 9_000;
/** A table with a row for each consumer and topic. */
const small = ["bus_offsets"];
const begin = Date.parse("2026-03-01T00:00:00Z");
const idAt = (n: number) => {
  const time = (begin + n * 1_000).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
};
const last = idAt(rows);

beforeAll(async () => {
  await db.database.query(
    `create table public.filled as
     select n, id, time, task, trace, jsonb_build_object('specversion', '1.0', 'id', id, 'source', '/freehold/test',
       'type', 'freehold.task.created.v1', 'subject', task, 'partitionkey', task, 'time', to_char(time, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       'sequence', 1, 'datacontenttype', 'application/json', 'ownerid', 'ann', 'actor', 'ann', 'data', '{}'::jsonb,
       'traceparent', '00-' || replace(trace::text, '-', '') || '-00f067aa0ba902b7-01') as event
     from (
       select n, to_timestamp(${begin / 1_000} + n) as time, md5((n / 10)::text)::uuid as task, md5((n / 2)::text)::uuid as trace,
         overlay(lpad(to_hex(${begin}::bigint + n * 1000), 12, '0') placing '-' from 9 for 0) || '-7000-8000-000000000000' as id
       from generate_series(1, ${rows}) as n) s`,
  );
  const few = `part where n > ${rows - newest}`;
  for (const fill of [
    `audit_entries (event_id, type, task_id, owner_id, actor, occurred_at, trace_id)
       select id::uuid, 'freehold.task.created.v1', task, 'ann', 'ann', time, trace from part order by n`,
    "bus_log (topic, event, appended_at) select 'task-events', event, time from part order by n",
    `outbox (topic, subject, event, created_at) select 'reminders', task, event, time from ${few} order by n`,
    `inbox (consumer, event_id, claimed_at) select 'audit-consumer', id::uuid, time from ${few}`,
    `progress (consumer, topic, subject, sequence) select 'audit-consumer', 'task-events', id, 1 from ${few}`,
    `parked (consumer, event_id, topic, subject, sequence, owner_id, actor, event, reason, failures, replay, due_at)
       select 'audit-consumer', id::uuid, 'task-events', task, 2, 'ann', 'ann', event, 'predecessor', 0, false, now() from ${few}`,
    `dead_letters (id, consumer, topic, event_id, subject, type, event, code, reason, retries, replayable, status, first_failed_at)
       select id::uuid, 'audit-consumer', 'task-events', id, task, 'freehold.task.created.v1', event, 'HANDLER_FAILED', 'Boom', 3,
         true, 'dead', time from ${few}`,
  ]) {
    // In parts: a statement that takes seconds on a busy machine is taken for a database that is away.
    for (let from = 0; from < rows; from += 3_000) {
      const part = `part as (select * from public.filled where n > ${from} and n <= ${from + 3_000})`;
      await db.database.query(`with ${part} insert into freehold.${fill}`);
    }
  }
  await db.database.query("analyze");
});

const task = async (id: string) =>
  (
    await db.database.query<{ task: string }>(
      "select task_id as task from freehold.audit_entries where event_id = $1",
      [id],
    )
  ).rows[0]?.task ?? "";

test("the story of an event scans no table, the newest and the oldest", async () => {
  for (const id of [last, idAt(1)]) {
    const { sql, scanned } = explaining(db.database);
    const story = await showEvent(sql, id);
    expect(story?.event.foundIn).toBe("history");
    expect(story?.steps.length).toBeGreaterThan(3);
    expect([...scanned].filter((table) => !small.includes(table))).toEqual([]);
  }
});

test.each<[string, () => EventFilter | Promise<EventFilter>, number]>([
  ["nothing", () => ({}), 50],
  ["an id", () => ({ id: idAt(5) }), 1],
  ["a task", async () => ({ subject: await task(idAt(10)) }), 10],
  ["an owner", () => ({ owner: "bob" }), 0],
  ["a type and a time", () => ({ type: "freehold.task.created.v1", until: new Date(begin + 60_500) }), 50],
  ["a time", () => ({ since: new Date(begin + 10_000), until: new Date(begin + 20_000) }), 10],
])("a search by %s scans no table", async (_what, filter, found) => {
  const { sql, scanned } = explaining(db.database);
  const { items } = await searchEvents(sql, await filter(), { limit: 50 });
  expect(items).toHaveLength(found);
  expect([...scanned]).toEqual([]);
});

test("a search for what is rare looks at a bounded number of rows, and goes on from there", async () => {
  const pages: (string | null)[] = [];
  let after: string | undefined;
  do {
    const page = await searchEvents(db.database, { owner: "bob" }, { limit: 50, after });
    expect(page.items).toEqual([]);
    pages.push(page.searchedTo);
    after = page.next ?? undefined;
  } while (after !== undefined);
  expect(pages).toEqual([new Date(begin + 11_001_000).toISOString(), new Date(begin + 1_001_000).toISOString(), null]);
});

test("dead letters are listed, counted and chosen for a replay without a scan", async () => {
  const { sql, scanned } = explaining(db.database);
  const filter = { consumer: "audit-consumer", text: "boom" };
  expect((await listDeadLetters(sql, filter, { limit: 20 })).items).toHaveLength(20);
  expect((await listDeadLetterIds(sql, filter, { limit: 50 })).ids[0]).toBe(idAt(rows - newest + 1));
  const { groups, complete } = await groupDeadLetters(sql, filter);
  expect([groups.map(({ count }) => count), complete]).toEqual([[5_000], false]);
  expect([...scanned]).toEqual([]);
});

test("a position is found by its time, between rows and beyond them", async () => {
  const first = await positionAt(db.database, "bus_log", new Date(0));
  if (first === undefined) throw new Error("the log is filled");
  await db.database.query("delete from freehold.bus_log where position between $1 and $2", [first + 100, first + 199]);
  const at = async (seconds: number) =>
    ((await positionAt(db.database, "bus_log", new Date(begin + seconds * 1_000))) ?? 0) - first;
  expect(await at(1)).toBe(0);
  expect(await at(50)).toBe(49);
  expect(await at(50.5)).toBe(50);
  expect(await at(300)).toBe(299);
  expect(await at(rows + 1)).toBe(rows);
  const inGap = await at(150);
  expect(inGap).toBeGreaterThanOrEqual(100);
  expect(inGap).toBeLessThanOrEqual(200);
  await db.database.query("truncate freehold.outbox");
  expect(await positionAt(db.database, "outbox", new Date())).toBeUndefined();
});

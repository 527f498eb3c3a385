import { v7 as uuidv7 } from "uuid";
import { maxPageBytes } from "../../../services/contracts/limits";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann", ["operator"]);

interface Page {
  items: Record<string, unknown>[];
  nextCursor: string | null;
}

/** All items of a list, page by page, and the bytes of its largest answer. */
async function walk(path: string) {
  const items: Record<string, unknown>[] = [];
  let largest = 0;
  let pages = 0;
  for (let cursor: string | null = ""; cursor !== null; pages += 1) {
    const { status, body } = await ann("GET", `${path}?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    expect([path, status]).toEqual([path, 200]);
    const page = body as Page;
    largest = Math.max(largest, Buffer.byteLength(JSON.stringify(body)));
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return { items, largest, pages };
}

/** The largest description that there is: each of its characters is six bytes of JSON. */
const large = "\u0001".repeat(10_000);

const taskId = uuidv7();
const rows = 60;

beforeAll(async () => {
  const { database } = api.db;
  const ids = Array.from({ length: rows }, () => uuidv7());
  await database.query(
    `insert into freehold.tasks
       (id, owner_id, actor, title, description, priority, tags, status, remind_minutes, created_at, updated_at, version)
     select id, 'ann', 'ann', 'Large', $2, 'low', '{}', 'open', '{}', now(), now(), 1 from unnest($1::uuid[]) as id`,
    [ids, large],
  );
  // All of the same moment, and two of the same millisecond: the cursor must tell them apart.
  await database.query(
    `insert into freehold.audit_entries (event_id, type, task_id, owner_id, actor, occurred_at, before, after)
     select id, 'freehold.task.updated.v1', $2, 'ann', 'ann',
       '2026-01-01T00:00:00.000001Z'::timestamptz + (n / 20) * interval '1 microsecond', $3, $3
     from unnest($1::uuid[]) with ordinality as e (id, n)`,
    [ids, taskId, JSON.stringify({ description: large })],
  );
  await database.query(
    `insert into freehold.dead_letters
       (id, consumer, topic, event_id, event, code, reason, retries, replayable, status, first_failed_at)
     select id, 'audit-consumer', 'task-events', id::text, $2, 'HANDLER_FAILED', 'x', 3, true, 'dead', now()
     from unnest($1::uuid[]) as id`,
    [ids, JSON.stringify({ data: large })],
  );
  await database.query(
    `insert into freehold.notifications (id, reminder_id, task_id, owner_id, actor, title, minutes_before, remind_at)
     select id, id, id, 'ann', 'ann', repeat('x', 200), 5, now() from unnest($1::uuid[]) as id`,
    [ids],
  );
});

test.each([
  ["/api/tasks", "id"],
  [`/api/tasks/${taskId}/history`, "eventId"],
  ["/api/dead-letters", "id"],
  ["/api/notifications", "id"],
])("%s ends a page by its bytes, and its pages join without loss or double", async (path, key) => {
  const { items, largest, pages } = await walk(path);
  expect(items).toHaveLength(rows);
  expect(new Set(items.map((item) => item[key])).size).toBe(rows);
  expect(largest).toBeLessThan(2 * maxPageBytes);
  if (path !== "/api/notifications") expect(pages).toBeGreaterThan(1);
});

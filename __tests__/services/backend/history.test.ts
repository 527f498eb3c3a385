import { v7 as uuidv7 } from "uuid";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");

const taskId = uuidv7();
const titles = Array.from({ length: 7 }, (_, index) => `Title ${index}`);

beforeAll(async () => {
  await api.db.database.query(
    `insert into freehold.audit_entries (event_id, type, task_id, owner_id, actor, occurred_at, after)
     select e.id, 'freehold.task.updated.v1', $1, 'ann', 'ann',
       '2026-01-01T00:00:00Z'::timestamptz + e.n * interval '1 second', jsonb_build_object('title', 'Title ' || e.n)
     from unnest($2::uuid[], $3::int[]) as e (id, n) order by e.n desc`,
    [taskId, titles.map(() => uuidv7()), titles.map((_, index) => index)],
  );
});

const page = async (query: string, call = ann) => {
  const { status, body } = await call("GET", `/api/tasks/${taskId}/history?${query}`);
  const { items, nextCursor } = body as { items: { after: { title: string } }[]; nextCursor: string | null };
  return { status, titles: items.map(({ after }) => after.title), nextCursor };
};

test("the history comes in pages, oldest first", async () => {
  const first = await page("limit=3");
  expect(first.titles).toEqual(titles.slice(0, 3));
  const second = await page(`limit=3&cursor=${first.nextCursor}`);
  expect(second.titles).toEqual(titles.slice(3, 6));
  const third = await page(`limit=3&cursor=${second.nextCursor}`);
  expect(third).toMatchObject({ titles: titles.slice(6), nextCursor: null });
});

test("without a limit a page has 50 entries at most, and a full last page has no next one", async () => {
  expect(await page("")).toMatchObject({ titles, nextCursor: null });
  expect(await page("limit=7")).toMatchObject({ nextCursor: null });
});

test.each([
  ["cursor", "nonsense"],
  ["cursor", Buffer.from(JSON.stringify([9e18, uuidv7()])).toString("base64url")],
  ["cursor", Buffer.from(JSON.stringify([-(2 ** 52), "x"])).toString("base64url")],
  ["limit", "0"],
  ["limit", "101"],
  ["page", "2"],
])("?%s=%s is refused by name", async (field, value) => {
  expect(await ann("GET", `/api/tasks/${taskId}/history?${field}=${value}`)).toMatchObject({
    status: 400,
    body: { errors: [{ field }] },
  });
});

test.each([2 ** 52, -(2 ** 52), Number.MAX_SAFE_INTEGER])(
  "a cursor far from every date, %d, is no failure",
  async (at) => {
    const cursor = Buffer.from(JSON.stringify([at, uuidv7()])).toString("base64url");
    expect([200, 400]).toContain((await ann("GET", `/api/tasks/${taskId}/history?cursor=${cursor}`)).status);
  },
);

test("somebody else's history is not found", async () => {
  expect((await api.as("bob")("GET", `/api/tasks/${taskId}/history`)).status).toBe(404);
});

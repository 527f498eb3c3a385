import { v7 as uuidv7 } from "uuid";
import { createClient } from "../../../packages/client";
import { notificationSchema, pageOf } from "../../../services/backend/schemas";
import { tokenFor, useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");

/** A notification as the service notification writes it. */
const notified = (owner: string, title: string) =>
  api.db.database.query(
    `insert into freehold.notifications
       (id, reminder_id, task_id, owner_id, actor, title, due_at, minutes_before, remind_at)
     values ($1, $2, $3, $4, 'notification', $5, '2099-01-01T09:00:00Z', 15, '2099-01-01T08:45:00Z')`,
    [uuidv7(), uuidv7(), uuidv7(), owner, title],
  );
const page = async (query = "", call = ann) =>
  pageOf(notificationSchema).parse((await call("GET", `/api/notifications${query}`)).body);

beforeAll(async () => {
  for (const title of ["First", "Second", "Third"]) await notified("ann", title);
  await notified("bob", "Secret");
});

test("an owner reads their notifications, newest first, and no others", async () => {
  const { items, nextCursor } = await page();
  expect(items.map(({ title }) => title)).toEqual(["Third", "Second", "First"]);
  expect(items[0]).toMatchObject({
    dueAt: "2099-01-01T09:00:00.000Z",
    minutesBefore: 15,
    remindAt: "2099-01-01T08:45:00.000Z",
  });
  expect(nextCursor).toBeNull();
});

test("pages join", async () => {
  const first = await page("?limit=2");
  const second = await page(`?limit=2&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(["Third", "Second", "First"]);
  expect(second.nextCursor).toBeNull();
});

test("an owner without reminders has an empty list", async () => {
  const carol = createClient({ baseUrl: api.url, token: () => tokenFor("carol") });
  expect((await carol.GET("/api/notifications")).data).toEqual({ items: [], nextCursor: null });
});

test.each([
  ["?limit=0", "limit"],
  ["?cursor=x", "cursor"],
  ["?owner=bob", "owner"],
])("%s is refused, and the field named", async (query, field) => {
  expect(await ann("GET", `/api/notifications${query}`)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
});

test("a request without a token is refused", async () => {
  expect((await fetch(`${api.url}/api/notifications`)).status).toBe(401);
});

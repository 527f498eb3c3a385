import { v7 as uuidv7 } from "uuid";
import { createClient } from "../../../packages/client";
import { notificationPage, notificationSchema, pageOf } from "../../../services/backend/schemas";
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
  expect((await carol.GET("/api/notifications")).data).toEqual({ items: [], nextCursor: null, unread: 0 });
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

describe("what is read", () => {
  const dora = api.as("dora");
  const list = async (query = "") => notificationPage.parse((await dora("GET", `/api/notifications${query}`)).body);
  const titles = async (query: string) => (await list(query)).items.map(({ title }) => title);
  const readEvents = async () => {
    const { rows } = await api.db.database.query<{ data: object }>(
      `select event->'data' as data from freehold.bus_log
       where topic = 'task-updates' and event->>'type' = 'freehold.task-update.read.v1' and event->>'ownerid' = 'dora'
       order by position`,
    );
    return rows.map(({ data }) => data);
  };
  let ids: string[];
  beforeEach(async () => {
    await api.db.database.query("delete from freehold.notifications where owner_id = 'dora'");
    await api.db.database.query("delete from freehold.bus_log");
    for (const title of ["One", "Two", "Three"]) await notified("dora", title);
    ids = (await list()).items.map(({ id }) => id);
  });

  test("is marked once, counted and filtered, and told to open pages", async () => {
    expect((await list()).unread).toBe(3);
    const first = await dora("POST", `/api/notifications/${ids[1]}/read`);
    expect(first).toMatchObject({ status: 200, body: { id: ids[1], title: "Two", readAt: expect.any(String) } });
    expect((await dora("POST", `/api/notifications/${ids[1]}/read`)).body).toEqual(first.body);
    expect((await list()).unread).toBe(2);
    expect(await titles("?unread=true")).toEqual(["Three", "One"]);
    expect(await titles("?unread=false")).toEqual(["Two"]);
    expect(await readEvents()).toEqual([{ notificationId: ids[1], andOlder: false }]);
  });

  test("goes up to the newest that was seen, and leaves what came since", async () => {
    const readAll = () => dora("POST", "/api/notifications/read", { upTo: ids[1] });
    expect(await readAll()).toMatchObject({ status: 200, body: { read: 2, more: false } });
    expect((await readAll()).body).toEqual({ read: 0, more: false });
    expect(await titles("?unread=true")).toEqual(["Three"]);
    expect(await readEvents()).toEqual([{ notificationId: ids[1], andOlder: true }]);
  });

  test("is the owner's own", async () => {
    const unknown = "018f0000-0000-7000-8000-000000000000";
    const path = (id?: string) => `/api/notifications/${id}/read`;
    const [foreign, never] = [await ann("POST", path(ids[0])), await ann("POST", path(unknown))];
    expect([foreign.status, JSON.stringify(foreign.body)]).toEqual([
      404,
      JSON.stringify(never.body).replace(unknown, ids[0] ?? ""),
    ]);
    const snoozed = await ann("POST", `/api/notifications/${ids[0]}/snooze`, { minutes: 5 });
    const snoozedNever = await ann("POST", `/api/notifications/${unknown}/snooze`, { minutes: 5 });
    expect([snoozed.status, JSON.stringify(snoozed.body)]).toEqual([
      404,
      JSON.stringify(snoozedNever.body).replace(unknown, ids[0] ?? ""),
    ]);
    expect((await ann("POST", "/api/notifications/read", { upTo: ids[0] })).status).toBe(200);
    expect((await list()).unread).toBe(3);
  });
});

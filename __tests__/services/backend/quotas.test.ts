import { v7 as uuidv7 } from "uuid";
import { service as backend } from "../../../services/backend/service";
import { type RunningHost, startHost } from "../../../services/runtime/host/host";
import { writeEvent } from "../../../services/runtime/outbox/outbox";
import { readSettings } from "../../../services/runtime/settings/settings";
import { jwtSecret, tokenFor } from "../../helpers/backend";
import { silent, useDatabase } from "../../helpers/database";
import { aTask } from "../../helpers/events";

const db = useDatabase();
const running: RunningHost[] = [];
db.closeFirst(() => Promise.all(running.map((host) => host.stop())));

/** A backend with these quotas. */
async function start(quotas: Record<string, string>) {
  const host = await startHost({
    services: [backend],
    settings: readSettings({ DATABASE_URL: db.url, PORT: "0", JWT_SECRET: jwtSecret, ...quotas }),
    logger: silent,
  });
  running.push(host);
  return async (user: string, method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${host.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await tokenFor(user)}`,
        ...(body && { "content-type": "application/json" }),
        ...headers,
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
  };
}

const idsOf = (answers: { status: number; body: { id: string } }[]) =>
  answers.filter(({ status }) => status === 201).map(({ body }) => body.id);

test("tasks are counted right however many are created at once, and a deleted one makes room", async () => {
  const call = await start({ QUOTA_TASKS: "5" });
  const create = () => call("ann", "POST", "/api/tasks", { title: "x" });
  const answers = await Promise.all(Array.from({ length: 20 }, create));
  const ids = idsOf(answers);
  expect(ids).toHaveLength(5);
  const refused = answers.find(({ status }) => status !== 201);
  expect(refused).toMatchObject({
    status: 429,
    body: {
      status: 429,
      detail: expect.stringContaining("5 tasks"),
      quota: { name: "tasks", limit: 5, resetsAt: null },
    },
  });
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused?.headers.get("content-type")).toMatch(/^application\/problem\+json/);

  expect((await call("bob", "POST", "/api/tasks", { title: "x" })).status).toBe(201);
  expect((await call("ann", "PATCH", `/api/tasks/${ids[0]}`, { title: "y" })).status).toBe(200);
  expect((await call("ann", "DELETE", `/api/tasks/${ids[0]}`)).status).toBe(204);
  expect(idsOf(await Promise.all([create(), create(), create()]))).toHaveLength(1);
});

test("a limit is kept when many changes at once come near it", async () => {
  const call = await start({ QUOTA_TASKS: "110" });
  const create = () => call("hana", "POST", "/api/tasks", { title: "x" });
  const answers = await Promise.all(Array.from({ length: 120 }, create));
  expect(idsOf(answers)).toHaveLength(110);
});

test("far from the limits, changes of one owner do not wait for each other, and each counts on its day", async () => {
  const call = await start({});
  const create = async () => expect((await call("ivan", "POST", "/api/tasks", { title: "x" })).status).toBe(201);
  await create();
  await db.database.transaction(async (tx) => {
    await tx.query("select from freehold.owner_use where owner_id = 'ivan' for update");
    await Promise.all([create(), create(), create()]);
    await tx.query(`update freehold.owner_use_pending set day = day - 1
      where ctid = (select min(ctid) from freehold.owner_use_pending where owner_id = 'ivan')`);
  });
  await create();
  const { rows } = await db.database.query(
    `select tasks, changes, history_bytes / changes between 400 and 4000 as plausible,
       (select count(*) from freehold.owner_use_pending p where p.owner_id = o.owner_id) as pending
     from freehold.owner_use o where owner_id = 'ivan'`,
  );
  expect(rows).toEqual([{ tasks: 5, changes: 4, plausible: true, pending: 0 }]);
});

test("tasks that consumers make and delete are counted, too", async () => {
  const call = await start({ QUOTA_TASKS: "2" });
  const create = () => call("carl", "POST", "/api/tasks", { title: "x" });
  expect((await create()).status).toBe(201);
  const task = aTask({ ownerId: "carl" });
  const base = { subject: task.id, ownerId: "carl", actor: "recurring-task-consumer" };
  await db.database.transaction(async (tx) => {
    writeEvent(tx, "recurring-task-consumer", { ...base, type: "freehold.task.created.v1", data: { task } });
  });
  expect((await create()).status).toBe(429);
  await db.database.transaction(async (tx) => {
    writeEvent(tx, "recurring-task-consumer", { ...base, type: "freehold.task.deleted.v1", data: { before: task } });
  });
  expect((await create()).status).toBe(201);
});

test("changes are counted by the day, and what is refused or repeated is not", async () => {
  const call = await start({ QUOTA_CHANGES_PER_DAY: "4" });
  const key = { "idempotency-key": uuidv7() };
  const { body } = await call("dora", "POST", "/api/tasks", { title: "x" }, key);
  for (let count = 0; count < 3; count += 1) {
    expect((await call("dora", "POST", "/api/tasks", { title: "x" }, key)).status).toBe(201);
    expect((await call("dora", "POST", "/api/tasks", { title: "" })).status).toBe(400);
    expect((await call("dora", "PATCH", `/api/tasks/${uuidv7()}`, { title: "y" })).status).toBe(404);
  }
  const patches = await Promise.all(
    Array.from({ length: 9 }, (_, index) => call("dora", "PATCH", `/api/tasks/${body.id}`, { title: `${index}` })),
  );
  expect(patches.filter(({ status }) => status === 200)).toHaveLength(3);
  const refused = await call("dora", "POST", `/api/tasks/${body.id}/complete`);
  expect(refused).toMatchObject({ status: 429, body: { quota: { name: "changesPerDay", limit: 4 } } });
  const resetsAt = new Date(refused.body.quota.resetsAt);
  expect([resetsAt.getUTCHours(), resetsAt.getUTCMinutes(), resetsAt.getUTCSeconds()]).toEqual([0, 0, 0]);
  expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(86_400);
  expect((await call("dora", "GET", `/api/tasks/${body.id}`)).body).toMatchObject({ version: 4, status: "open" });

  // The next day.
  await db.database.query("update freehold.owner_use set day = day - 1 where owner_id = 'dora'");
  expect((await call("dora", "POST", `/api/tasks/${body.id}/complete`)).status).toBe(200);
});

test("a task in words counts like every other, and its preview does not", async () => {
  const call = await start({ QUOTA_TASKS: "1" });
  const words = { text: "x tomorrow", timeZone: "UTC" };
  for (let count = 0; count < 2; count += 1)
    expect((await call("hugo", "POST", "/api/quick-add?preview=true", words)).status).toBe(200);
  expect((await call("hugo", "POST", "/api/quick-add", words)).status).toBe(201);
  expect(await call("hugo", "POST", "/api/quick-add", words)).toMatchObject({
    status: 429,
    body: { quota: { name: "tasks", limit: 1 } },
  });
});

test("of many tasks at once, those that a quota has room for are changed, each as one change", async () => {
  const call = await start({ QUOTA_CHANGES_PER_DAY: "15" });
  const ids = [];
  for (let count = 0; count < 10; count += 1) {
    const { body } = await call("ines", "POST", "/api/tasks", { title: "x" });
    ids.push(body.id);
  }
  const { status, body } = await call("ines", "POST", "/api/tasks/bulk", { act: "complete", ids });
  expect(status).toBe(200);
  expect(body.outcomes).toMatchObject(
    ids.map((id, index) =>
      index < 5 ? { id, ok: true, version: 2 } : { id, ok: false, problem: { status: 429, quota: { limit: 15 } } },
    ),
  );
  const removed = await call("ines", "POST", "/api/tasks/bulk", { act: "delete", ids });
  expect(removed.body.outcomes).toMatchObject(ids.map((id) => ({ id, ok: true })));
});

test("a restored task counts as a task again, and its deletion counts for what is kept of it", async () => {
  const call = await start({ QUOTA_TASKS: "1" });
  const { body } = await call("jana", "POST", "/api/tasks", { title: "x", description: "x".repeat(5_000) });
  expect((await call("jana", "DELETE", `/api/tasks/${body.id}`)).status).toBe(204);
  const { rows } = await db.database.query(
    "select tasks, history_bytes > 15000 as kept from freehold.owner_use where owner_id = 'jana'",
  );
  expect(rows).toEqual([{ tasks: 0, kept: true }]);
  expect((await call("jana", "POST", "/api/tasks", { title: "y" })).status).toBe(201);
  const refused = { status: 429, body: { quota: { name: "tasks", limit: 1 } } };
  expect(await call("jana", "POST", `/api/tasks/${body.id}/restore`)).toMatchObject(refused);
  expect((await call("jana", "GET", "/api/tasks/trash")).body.items).toHaveLength(1);
});

test("to delete is always allowed", async () => {
  const call = await start({ QUOTA_CHANGES_PER_DAY: "1" });
  const { body } = await call("emil", "POST", "/api/tasks", { title: "x" });
  expect((await call("emil", "PATCH", `/api/tasks/${body.id}`, { title: "y" })).status).toBe(429);
  expect((await call("emil", "DELETE", `/api/tasks/${body.id}`)).status).toBe(204);
});

test("the history that changes write is counted in megabytes a day", async () => {
  const call = await start({ QUOTA_HISTORY_MB_PER_DAY: "1" });
  const { body } = await call("fred", "POST", "/api/tasks", { title: "x", description: "x".repeat(10_000) });
  const answers = [];
  for (let count = 0; count < 60; count += 1)
    answers.push(await call("fred", "PATCH", `/api/tasks/${body.id}`, { title: `${count}` }));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(5);
  expect(answers.length - refused.length).toBeGreaterThan(40);
  expect(refused[0]?.body).toMatchObject({ quota: { name: "historyMbPerDay", limit: 1 } });
});

test("`none` is no limit", async () => {
  const call = await start({ QUOTA_TASKS: "none", QUOTA_CHANGES_PER_DAY: "none", QUOTA_HISTORY_MB_PER_DAY: "none" });
  expect((await call("gina", "POST", "/api/tasks", { title: "x" })).status).toBe(201);
});

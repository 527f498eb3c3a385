import { z } from "zod";
import { service as auditConsumer } from "../../../services/audit-consumer/service";
import { deleteAccount } from "../../../services/backend/account/delete-account";
import { deletedTables, remaindersOf } from "../../../services/backend/account/owned-tables";
import { pageOf, taskSchema } from "../../../services/backend/schemas";
import { defaultRetention } from "../../../services/contracts/retention";
import { putSubscription } from "../../../services/domain/push/subscriptions";
import { service as reminderConsumer } from "../../../services/reminder-consumer/service";
import { useBackend } from "../../helpers/backend";
import { importer } from "../../helpers/import-file";
import { until } from "../../helpers/until";

const api = useBackend(auditConsumer, reminderConsumer);
const send = importer(() => api.url);
const file = (count: number) =>
  JSON.stringify({
    format: "freehold",
    version: 1,
    tasks: Array.from({ length: count }, (_, n) => ({ title: `Task ${n}` })),
  });
const remove = (user: string, confirm: string = user) => api.as(user)("DELETE", "/api/account", { confirm });
const tasksOf = async (user: string) => pageOf(taskSchema).parse((await api.as(user)("GET", "/api/tasks")).body).items;
const rowsOf = async (table: string, owner: string) =>
  (await api.db.database.query(`select from freehold.${table} where owner_id = $1`, [owner])).rowCount;

test("what is the owner's goes, what stays is told, and no one else loses anything", async () => {
  const ann = api.as("ann");
  const dueAt = "2099-01-01T09:00:00Z";
  const task = taskSchema.parse(
    (
      await ann(
        "POST",
        "/api/tasks",
        { title: "x", dueAt, reminders: [{ minutesBefore: 5 }] },
        { "idempotency-key": "k" },
      )
    ).body,
  );
  await ann("POST", "/api/calendar-feeds", { name: "Phone" });
  await putSubscription(api.db.database, {
    ...{ owner: { ownerId: "ann", actor: "ann" }, name: "Phone", publicKey: "key" },
    address: { endpoint: "https://push.example.net/x", p256dh: "x", auth: "x" },
  });
  await ann("POST", "/api/lists", { name: "Home" });
  const { id: inTrash } = taskSchema.parse((await ann("POST", "/api/tasks", { title: "In the trash" })).body);
  await ann("DELETE", `/api/tasks/${inTrash}`);
  const preferences = { inApp: true, email: false, webhook: false, quietHours: null };
  expect((await ann("PUT", "/api/notifications/preferences", preferences)).status).toBe(200);
  const webhook = await ann("PUT", "/api/notifications/addresses/webhook", { url: "https://hook.example.org/x" });
  expect(webhook.status).toBe(200);
  const snooze = await ann("POST", `/api/tasks/${task.id}/reminders/snooze`, { until: "2098-01-01T09:00:00Z" });
  expect(snooze.status).toBe(200);
  await send("ann", "json", file(250));
  await send("bob", "json", file(3));
  await until(
    "the reminder is set",
    async () => (await tasksOf("ann")).length > 0 && (await rowsOf("reminders", "ann")) === 1,
  );
  const answer = await remove("ann");
  // An import leaves a key, too: the time of its file.
  expect(answer).toMatchObject({
    status: 200,
    body: {
      deleted: {
        ...{ tasks: 251, deletedTasks: 1, lists: 1, calendarFeeds: 1, pushSubscriptions: 1 },
        ...{ notifications: 0, notificationPreferences: 1, notificationAddresses: 1, idempotencyKeys: 2 },
        ...{ personalTokens: 0, signInChallenges: 0, invites: 0, passkeys: 0, sessions: 0, people: 0 },
      },
    },
  });
  const { stays } = z
    .object({ stays: z.array(z.object({ what: z.string(), why: z.string(), days: z.number() })) })
    .parse(answer.body);
  expect(stays.map(({ what, days }) => [what, days])).toContainEqual(["history of tasks and lists", 180]);
  for (const table of ["tasks", ...Object.values(deletedTables)])
    expect([table, await rowsOf(table, "ann")]).toEqual([table, 0]);
  expect(await tasksOf("bob")).toHaveLength(3);
  for (const table of ["reminders", "snoozes"]) {
    await until(`${table} of the owner are cancelled`, async () => {
      const { rows } = await api.db.database.query<{ status: string }>(
        `select status from freehold.${table} where task_id = $1`,
        [task.id],
      );
      return rows[0]?.status === "cancelled";
    });
  }
  expect(await remove("ann")).toMatchObject({ status: 200, body: { deleted: { tasks: 0 } } });
});

test.each(["", "bob", "Ann"])("%j does not confirm the account ann", async (confirm) => {
  await send("ann", "json", file(1));
  expect(await remove("ann", confirm)).toMatchObject({ status: 400, body: { errors: [{ field: "confirm" }] } });
  expect(await tasksOf("ann")).not.toEqual([]);
});

test("one that is interrupted goes on where it was", async () => {
  await send("killed", "json", file(250));
  const { database } = api.db;
  let transactions = 0;
  const failing = new Proxy(database, {
    get: (target, name) => {
      if (name === "transaction") {
        transactions += 1;
        if (transactions === 2) throw new Error("killed");
      }
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const identity = { ownerId: "killed", actor: "killed", operator: false };
  const context = { database: () => failing, relay: () => {} };
  await expect(deleteAccount(context, identity, () => () => "")).rejects.toThrow("killed");
  expect(await rowsOf("tasks", "killed")).toBe(150);
  expect(await remove("killed")).toMatchObject({ body: { deleted: { tasks: 150 } } });
});

test("every table that names an owner is deleted, or said to stay", async () => {
  const { rows } = await api.db.database.query<{ name: string }>(
    "select table_name as name from information_schema.columns where table_schema = 'freehold' and column_name = 'owner_id'",
  );
  const known = [
    "tasks",
    ...Object.values(deletedTables),
    ...remaindersOf(defaultRetention).flatMap(({ tables }) => tables),
  ];
  expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  expect(rows.length).toBeGreaterThan(5);
});

import { z } from "zod";
import { service as auditConsumer } from "../../../services/audit-consumer/service";
import { outcomesSchema } from "../../../services/backend/bulk/schemas";
import { historyEntrySchema, taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";
import { until } from "../../helpers/until";

const api = useBackend(auditConsumer);
const ann = api.as("ann");
const bob = api.as("bob");
/** A role opens the operations, and no other user's tasks. */
const operator = api.as("olga", ["operator"]);

const create = async () => taskSchema.parse((await ann("POST", "/api/tasks", { title: "Ann's own" })).body);
const history = (id: string, call = ann) => call("GET", `/api/tasks/${id}/history`);
const historyTypes = async (id: string): Promise<string[]> =>
  z
    .object({ items: z.array(historyEntrySchema) })
    .parse((await history(id)).body)
    .items.map(({ type }) => type);

describe.each([
  ["another user", bob],
  ["an operator", operator],
])("%s", (_who, other) => {
  test.each([
    ["read", "GET", "", undefined],
    ["change", "PATCH", "", { title: "Mine now" }],
    ["complete", "POST", "/complete", undefined],
    ["reopen", "POST", "/reopen", undefined],
    ["skip an occurrence of", "POST", "/skip", undefined],
    ["set back", "POST", "/revert", { version: 1 }],
    ["snooze", "POST", "/reminders/snooze", { minutes: 5 }],
    ["move", "POST", "/move", { after: "018f0000-0000-7000-8000-000000000001" }],
    ["tick an item of", "PATCH", "/checklist/018f0000-0000-7000-8000-000000000001", { done: true }],
    ["delete", "DELETE", "", undefined],
    ["read the history of", "GET", "/history", undefined],
    ["read the dates of", "GET", "/dates", undefined],
  ])("can't %s the task, and is told no more than of one that never was", async (_what, method, suffix, body) => {
    const task = await create();
    await until("the history begins", async () => (await historyTypes(task.id)).length === 1);
    const path = `/api/tasks/${task.id}${suffix}`;
    const unknown = "018f0000-0000-7000-8000-000000000000";
    const refused = await other(method, path, body);
    expect(refused.status).toBe(404);
    const never = await other(method, path.replace(task.id, unknown), body);
    expect(JSON.stringify(refused.body)).toBe(JSON.stringify(never.body).replace(unknown, task.id));
    expect((await ann("GET", `/api/tasks/${task.id}`)).body).toEqual(task);
  });

  test("can't restore the task once it is deleted, does not find it in the trash, and is told no more", async () => {
    const task = await create();
    await ann("DELETE", `/api/tasks/${task.id}`);
    const unknown = "018f0000-0000-7000-8000-000000000000";
    const refused = await other("POST", `/api/tasks/${task.id}/restore`);
    const never = await other("POST", `/api/tasks/${unknown}/restore`);
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      404,
      JSON.stringify(never.body).replace(unknown, task.id),
    ]);
    expect(await other("GET", "/api/tasks/trash")).toMatchObject({ status: 200, body: { items: [] } });
    expect((await ann("POST", `/api/tasks/${task.id}/restore`)).status).toBe(200);
  });

  test.each([
    [{ act: "complete" }],
    [{ act: "reopen" }],
    [{ act: "delete" }],
    [{ act: "restore" }],
    [{ act: "tag", tags: ["mine"] }],
    [{ act: "untag", tags: ["mine"] }],
    [{ act: "priority", priority: "low" }],
    [{ act: "move", listId: null }],
    [{ act: "shiftDue", days: 1, timeZone: "UTC" }],
  ])("can't do %j to the task among many, nor to one that is deleted", async (act) => {
    const [task, deleted] = [await create(), await create()];
    await ann("DELETE", `/api/tasks/${deleted.id}`);
    const unknown = "018f0000-0000-7000-8000-000000000000";
    const ids = [task.id, deleted.id, unknown];
    const { body } = await other("POST", "/api/tasks/bulk", { ...act, ids });
    const { outcomes } = outcomesSchema.parse(body);
    const [refused, refusedDeleted, never] = outcomes.map((outcome) => JSON.stringify(outcome));
    expect(outcomes[2]).toMatchObject({ ok: false, problem: { status: 404 } });
    expect([refused, refusedDeleted]).toEqual([task.id, deleted.id].map((id) => never?.replaceAll(unknown, id)));
    expect((await ann("GET", `/api/tasks/${task.id}`)).body).toEqual(task);
    expect((await ann("POST", `/api/tasks/${deleted.id}/restore`)).status).toBe(200);
  });

  test("does not find it in a list", async () => {
    await create();
    expect(await other("GET", "/api/tasks")).toMatchObject({ status: 200, body: { items: [] } });
  });
});

test("the history stays when the task is deleted, for its owner alone", async () => {
  const { id } = await create();
  await ann("PATCH", `/api/tasks/${id}`, { title: "Changed" });
  await ann("DELETE", `/api/tasks/${id}`);
  // Until its first entry is written, that of a deleted task is not found.
  await until("it is written", async () => (await history(id)).status === 200);
  await until("the history is whole", async () => (await historyTypes(id)).length === 3);
  expect((await history(id)).body).toMatchObject({
    items: [
      { type: "freehold.task.created.v1", actor: "ann", before: null, after: { title: "Ann's own" } },
      { type: "freehold.task.updated.v1", before: { title: "Ann's own" }, after: { title: "Changed" } },
      { type: "freehold.task.deleted.v1", before: { title: "Changed" }, after: null },
    ],
  });
  for (const other of [bob, operator]) expect((await history(id, other)).status).toBe(404);
});

test.each([
  ["GET", "/api/tasks"],
  ["POST", "/api/tasks"],
  ["GET", "/api/tasks/018f0000-0000-7000-8000-000000000000"],
  ["PATCH", "/api/tasks/018f0000-0000-7000-8000-000000000000"],
  ["DELETE", "/api/tasks/018f0000-0000-7000-8000-000000000000"],
  ["POST", "/api/tasks/018f0000-0000-7000-8000-000000000000/complete"],
  ["POST", "/api/tasks/018f0000-0000-7000-8000-000000000000/reopen"],
  ["POST", "/api/tasks/018f0000-0000-7000-8000-000000000000/skip"],
  ["POST", "/api/tasks/018f0000-0000-7000-8000-000000000000/restore"],
  ["POST", "/api/tasks/018f0000-0000-7000-8000-000000000000/revert"],
  ["POST", "/api/tasks/018f0000-0000-7000-8000-000000000000/reminders/snooze"],
  ["POST", "/api/tasks/bulk"],
  ["GET", "/api/tasks/trash"],
  ["POST", "/api/tasks/018f0000-0000-7000-8000-000000000000/move"],
  ["PATCH", "/api/tasks/018f0000-0000-7000-8000-000000000000/checklist/018f0000-0000-7000-8000-000000000001"],
  ["GET", "/api/lists"],
  ["POST", "/api/lists"],
  ["GET", "/api/lists/018f0000-0000-7000-8000-000000000000"],
  ["PATCH", "/api/lists/018f0000-0000-7000-8000-000000000000"],
  ["DELETE", "/api/lists/018f0000-0000-7000-8000-000000000000"],
  ["GET", "/api/views?timeZone=UTC"],
  ["GET", "/api/tasks/018f0000-0000-7000-8000-000000000000/history"],
  ["GET", "/api/notifications"],
  ["GET", "/api/notifications/preferences"],
  ["PUT", "/api/notifications/preferences"],
  ["POST", "/api/notifications/read"],
  ["POST", "/api/notifications/018f0000-0000-7000-8000-000000000000/read"],
  ["POST", "/api/notifications/018f0000-0000-7000-8000-000000000000/snooze"],
  ["POST", "/api/quick-add"],
  ["POST", "/api/quick-add?preview=true"],
  ["GET", "/api/export"],
  ["DELETE", "/api/account"],
  ["POST", "/api/import?format=json"],
  ["GET", "/api/push-subscriptions"],
  ["PUT", "/api/push-subscriptions"],
  ["PUT", "/api/push-subscriptions/018f0000-0000-7000-8000-000000000000"],
  ["POST", "/api/push-subscriptions/018f0000-0000-7000-8000-000000000000/test"],
  ["DELETE", "/api/push-subscriptions/018f0000-0000-7000-8000-000000000000"],
  ["GET", "/api/calendar-feeds"],
  ["POST", "/api/calendar-feeds"],
  ["DELETE", "/api/calendar-feeds/018f0000-0000-7000-8000-000000000000"],
  ["GET", "/api/passkeys"],
  ["POST", "/api/passkeys"],
  ["POST", "/api/passkeys/options"],
  ["PATCH", "/api/passkeys/018f0000-0000-7000-8000-000000000000"],
  ["DELETE", "/api/passkeys/018f0000-0000-7000-8000-000000000000"],
  ["GET", "/api/sessions"],
  ["DELETE", "/api/sessions/current"],
  ["DELETE", "/api/sessions/018f0000-0000-7000-8000-000000000000"],
  ["GET", "/api/personal-tokens"],
  ["POST", "/api/personal-tokens"],
  ["DELETE", "/api/personal-tokens/018f0000-0000-7000-8000-000000000000"],
  ["GET", "/api/dead-letters"],
  ["POST", "/api/dead-letters/018f0000-0000-7000-8000-000000000000/replay"],
  ["GET", "/api/dead-letters/groups"],
  ["GET", "/api/dead-letters/018f0000-0000-7000-8000-000000000000"],
  ["POST", "/api/dead-letters/batch/replay"],
  ["POST", "/api/dead-letters/batch/discard"],
  ["POST", "/api/dead-letters/batch/statuses"],
  ["POST", "/api/dead-letters/018f0000-0000-7000-8000-000000000000/discard"],
  ["GET", "/api/operator/events"],
  ["GET", "/api/operator/events/018f0000-0000-7000-8000-000000000000"],
  ["GET", "/api/operator/ops"],
  ["GET", "/api/operator/ops/counts"],
  ["GET", "/api/operator/ops/consumers/notification/history"],
  ["GET", "/api/operator/ops/consumers/notification/parked"],
])("%s %s needs a token", async (method, path) => {
  const body = ["POST", "PATCH", "PUT"].includes(method) ? { title: "x" } : undefined;
  expect(await ann(method, path, body, { authorization: "" })).toMatchObject({
    status: 401,
    body: { title: "Unauthorized", detail: "Send a bearer token in the Authorization header." },
  });
});

test.each([
  "events",
  "events/018f0000-0000-7000-8000-000000000000",
  "events?owner=bob",
  "ops",
  "ops/counts",
  "ops/consumers/notification/history",
  "ops/consumers/notification/parked",
])(
  "a user who is no operator sees nothing of the operators', not even his own: GET /api/operator/%s",
  async (suffix) => {
    expect(await bob("GET", `/api/operator/${suffix}`)).toMatchObject({
      status: 403,
      body: { title: "Forbidden", detail: expect.stringContaining("operator") },
    });
  },
);

test("who is not known is refused before the body is looked at", async () => {
  const response = await fetch(`${api.url}/api/tasks`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{",
  });
  expect(response.status).toBe(401);
});

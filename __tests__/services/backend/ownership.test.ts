import { z } from "zod";
import { service as auditConsumer } from "../../../services/audit-consumer/service";
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
    ["delete", "DELETE", "", undefined],
    ["read the history of", "GET", "/history", undefined],
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

  test("does not find it in a list", async () => {
    await create();
    expect(await other("GET", "/api/tasks")).toMatchObject({ status: 200, body: { items: [] } });
  });
});

test("the history stays when the task is deleted, for its owner alone", async () => {
  const { id } = await create();
  await ann("PATCH", `/api/tasks/${id}`, { title: "Changed" });
  await ann("DELETE", `/api/tasks/${id}`);
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
  ["GET", "/api/tasks/018f0000-0000-7000-8000-000000000000/history"],
  ["POST", "/api/quick-add"],
  ["POST", "/api/quick-add?preview=true"],
  ["GET", "/api/export"],
  ["DELETE", "/api/account"],
  ["POST", "/api/import?format=json"],
  ["GET", "/api/calendar-feeds"],
  ["POST", "/api/calendar-feeds"],
  ["DELETE", "/api/calendar-feeds/018f0000-0000-7000-8000-000000000000"],
  ["GET", "/api/dead-letters"],
  ["POST", "/api/dead-letters/018f0000-0000-7000-8000-000000000000/replay"],
  ["GET", "/api/dead-letters/groups"],
  ["GET", "/api/dead-letters/018f0000-0000-7000-8000-000000000000"],
  ["POST", "/api/dead-letters/batch/replay"],
  ["POST", "/api/dead-letters/batch/discard"],
  ["POST", "/api/dead-letters/018f0000-0000-7000-8000-000000000000/discard"],
  ["GET", "/api/operator/events"],
  ["GET", "/api/operator/events/018f0000-0000-7000-8000-000000000000"],
])("%s %s needs a token", async (method, path) => {
  const body = method === "POST" || method === "PATCH" ? { title: "x" } : undefined;
  expect(await ann(method, path, body, { authorization: "" })).toMatchObject({
    status: 401,
    body: { title: "Unauthorized", detail: "Send a bearer token in the Authorization header." },
  });
});

test.each(["", "/018f0000-0000-7000-8000-000000000000", "?owner=bob"])(
  "a user who is no operator sees no event, not even his own: GET /api/operator/events%s",
  async (suffix) => {
    expect(await bob("GET", `/api/operator/events${suffix}`)).toMatchObject({
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

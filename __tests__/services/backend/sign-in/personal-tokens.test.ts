import { z } from "zod";
import { useBackend } from "../../../helpers/backend";
import { invited } from "../../../helpers/person";

const api = useBackend();
const person = (ownerId: string) => invited(api.db.database, () => api.url, { ownerId });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const madeSchema = z.object({ id: z.string(), token: z.string() });

/** Asks as a program does. */
const withToken =
  (token: string) =>
  (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${api.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });

async function make(ownerId: string, scope: "read" | "write") {
  const { call } = await person(ownerId);
  const made = await call("POST", "/api/personal-tokens", { name: "Script", scope, expiresAt: inDays(1) });
  const { id, token } = madeSchema.parse(made.body);
  return { call, id, token, ask: withToken(token) };
}

test("a token of the scope write reads and writes as its person, until it is revoked", async () => {
  const { call, id, ask } = await make("writer", "write");
  expect((await ask("POST", "/api/tasks", { title: "By a program" })).status).toBe(201);
  expect((await call("GET", "/api/tasks")).body).toMatchObject({ items: [{ title: "By a program" }] });
  expect((await call("DELETE", `/api/personal-tokens/${id}`)).status).toBe(204);
  expect((await ask("GET", "/api/tasks")).status).toBe(401);
});

test("a token of the scope read reads, and changes nothing", async () => {
  const { ask } = await make("reader", "read");
  expect((await ask("GET", "/api/tasks")).status).toBe(200);
  for (const method of ["POST", "PATCH", "PUT", "DELETE"])
    expect([403, 404, 405]).toContain((await ask(method, "/api/tasks", { title: "x" })).status);
  expect(await (await ask("POST", "/api/tasks", { title: "x" })).json()).toMatchObject({
    status: 403,
    detail: expect.stringContaining('"write"'),
  });
});

test("a token does not outlive its end", async () => {
  const { id, ask } = await make("ended", "read");
  await api.db.database.query("update freehold.personal_tokens set expires_at = now() where id = $1", [id]);
  expect((await ask("GET", "/api/tasks")).status).toBe(401);
});

test.each([
  ["GET", "/api/passkeys", undefined],
  ["GET", "/api/sessions", undefined],
  ["GET", "/api/personal-tokens", undefined],
  ["POST", "/api/passkeys/options", undefined],
  ["POST", "/api/personal-tokens", { name: "x", scope: "write", expiresAt: inDays(300) }],
  ["DELETE", "/api/account", { confirm: "limited" }],
])("a token can't %s %s: it could outlive itself", async (method, path, body) => {
  const { ask } = await make("limited", "write");
  expect((await ask(method, path, body)).status).toBe(403);
});

test("a signed token makes no passkey and no personal token, which would go on after it", async () => {
  const ann = api.as("signed");
  const token = { name: "x", scope: "write", expiresAt: inDays(1) };
  expect((await ann("POST", "/api/personal-tokens", token)).status).toBe(403);
  expect((await ann("POST", "/api/passkeys/options")).status).toBe(403);
  expect((await ann("GET", "/api/personal-tokens")).status).toBe(200);
});

test.each([
  ["past", -1],
  ["too far", 400],
])("an end that is %s is refused", async (_what, days) => {
  const { call } = await person("ends");
  const answer = await call("POST", "/api/personal-tokens", { name: "x", scope: "read", expiresAt: inDays(days) });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: "expiresAt" }] } });
});

test("of a token only a hash is stored, and no list shows it", async () => {
  const { call, id, token } = await make("stored", "read");
  const { rows } = await api.db.database.query("select * from freehold.personal_tokens where id = $1", [id]);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(JSON.stringify((await call("GET", "/api/personal-tokens")).body)).not.toContain(token);
});

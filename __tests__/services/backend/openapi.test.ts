import { z } from "zod";
import { useBackend } from "../../helpers/backend";

const api = useBackend();

const operation = z.object({
  summary: z.string(),
  requestBody: z.object({ content: z.object({ "application/json": z.object({ schema: z.unknown() }) }) }).optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema: z.unknown() })).default([]),
  responses: z.record(
    z.string(),
    z.object({
      content: z.record(z.string(), z.unknown()).optional(),
      headers: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});
const documentSchema = z.object({
  openapi: z.string(),
  security: z.unknown(),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});

const read = async () => documentSchema.parse(await (await fetch(`${api.url}/api/docs/json`)).json());

/** Each route with what it takes and answers: `*` marks a body. */
const summarise = ({ parameters, requestBody, responses }: z.infer<typeof operation>) =>
  [...parameters.map(({ name }) => name), ...(requestBody ? ["*"] : []), "→", ...Object.keys(responses)].join(" ");

test("OpenAPI lists every route with what it takes and answers", async () => {
  const { paths } = await read();
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => [`${method.toUpperCase()} ${path}`, summarise(described)]),
  );
  expect(Object.fromEntries(routes)).toEqual({
    "POST /api/tasks": "idempotency-key * → 201 400 401 403 409 413 415 422 429 503",
    "GET /api/tasks":
      "status priority tag list dueBefore dueAfter search sort view timeZone limit cursor → 200 400 401 403 429 503",
    "GET /api/tasks/{id}": "id if-none-match → 200 304 400 401 403 404 414 429 503",
    "PATCH /api/tasks/{id}": "scope id if-match * → 200 400 401 403 404 409 412 413 414 415 429 503",
    "DELETE /api/tasks/{id}": "id if-match → 204 400 401 403 404 412 413 414 415 429 503",
    "POST /api/tasks/{id}/complete": "id if-match → 200 400 401 403 404 412 413 414 415 429 503",
    "POST /api/tasks/{id}/reopen": "id if-match → 200 400 401 403 404 412 413 414 415 429 503",
    "POST /api/tasks/{id}/skip": "id if-match idempotency-key → 200 400 401 403 404 409 412 413 414 415 422 429 503",
    "POST /api/tasks/bulk": "idempotency-key * → 200 400 401 403 413 415 422 429 503",
    "GET /api/tasks/trash": "limit cursor → 200 400 401 403 429 503",
    "POST /api/tasks/{id}/restore": "id → 200 400 401 403 404 409 413 414 415 429 503",
    "POST /api/tasks/{id}/revert": "id if-match * → 200 400 401 403 404 409 412 413 414 415 429 503",
    "POST /api/tasks/{id}/reminders/snooze": "id * → 200 400 401 403 404 409 413 414 415 429 503",
    "PATCH /api/tasks/{id}/checklist/{itemId}":
      "id itemId if-match * → 200 400 401 403 404 409 412 413 414 415 429 503",
    "POST /api/tasks/{id}/move": "id if-match * → 200 400 401 403 404 409 412 413 414 415 429 503",
    "GET /api/lists": "limit cursor → 200 400 401 403 429 503",
    "POST /api/lists": "idempotency-key * → 201 400 401 403 413 415 422 429 503",
    "GET /api/lists/{id}": "id if-none-match → 200 304 400 401 403 404 414 429 503",
    "PATCH /api/lists/{id}": "id if-match * → 200 400 401 403 404 412 413 414 415 429 503",
    "DELETE /api/lists/{id}": "tasks id if-match → 200 204 400 401 403 404 409 412 413 414 415 429 503",
    "GET /api/views": "timeZone → 200 400 401 403 429 503",
    "GET /api/tasks/{id}/dates": "dueAt dueOn rrule timeZone scope id → 200 400 401 403 404 414 429 503",
    "GET /api/tasks/{id}/history": "limit cursor id → 200 400 401 403 404 414 429 503",
    "POST /api/quick-add": "preview idempotency-key * → 200 201 400 401 403 409 413 415 422 429 503",
    "GET /api/notifications": "unread limit cursor → 200 400 401 403 429 503",
    "GET /api/notifications/preferences": "→ 200 400 401 403 429 503",
    "PUT /api/notifications/preferences": "* → 200 400 401 403 413 415 429 503",
    "POST /api/notifications/{id}/read": "id → 200 400 401 403 404 413 414 415 429 503",
    "POST /api/notifications/read": "* → 200 400 401 403 413 415 429 503",
    "POST /api/notifications/test": "* → 204 400 401 403 409 413 415 429 503",
    "GET /api/notifications/addresses": "→ 200 400 401 403 429 503",
    "PUT /api/notifications/addresses/webhook": "* → 200 400 401 403 413 415 429 503",
    "PUT /api/notifications/addresses/email": "* → 200 400 401 403 409 413 415 429 503",
    "POST /api/notifications/addresses/email/confirm": "* → 200 400 401 403 413 415 429 503",
    "DELETE /api/notifications/addresses/webhook": "→ 204 400 401 403 413 415 429 503",
    "DELETE /api/notifications/addresses/email": "→ 204 400 401 403 413 415 429 503",
    "POST /api/notifications/{id}/snooze": "id * → 200 400 401 403 404 409 413 414 415 429 503",
    "DELETE /api/account": "* → 200 400 401 403 413 415 429 503",
    "GET /api/export": "format → 200 400 401 403 429 503",
    "POST /api/import": "format dryRun timeZone idempotency-key * → 200 400 401 403 409 413 415 422 429 503",
    "GET /api/push-subscriptions": "→ 200 400 401 403 429 503",
    "PUT /api/push-subscriptions": "* → 200 400 401 403 409 413 415 429 503",
    "PUT /api/push-subscriptions/{id}": "id * → 200 400 401 403 404 409 413 414 415 429 503",
    "POST /api/push-subscriptions/{id}/test": "id → 204 400 401 403 404 409 413 414 415 429 503",
    "DELETE /api/push-subscriptions/{id}": "id → 204 400 401 403 404 413 414 415 429 503",
    "POST /api/calendar-feeds": "* → 201 400 401 403 409 413 415 429 503",
    "GET /api/calendar-feeds": "limit cursor → 200 400 401 403 429 503",
    "DELETE /api/calendar-feeds/{id}": "id → 204 400 401 403 404 413 414 415 429 503",
    "GET /calendar/{file}": "file if-none-match → 200 304 400 401 403 404 414 429 503",
    "POST /api/sign-in/options": "→ 200 400 401 403 409 413 415 429 503",
    "GET /api/sign-in/oidc": "→ 200 400 401 403 429 503",
    "POST /api/sign-in/oidc": "→ 200 400 401 403 404 409 413 415 429 503",
    "POST /api/sign-in/oidc/finish": "* → 200 400 401 403 404 409 413 415 429 503",
    "POST /api/sign-in": "* → 200 400 401 403 409 413 415 429 503",
    "POST /api/invites/options": "* → 200 400 401 403 404 409 413 415 429 503",
    "POST /api/invites/accept": "* → 201 400 401 403 404 409 413 415 429 503",
    "GET /api/passkeys": "limit cursor → 200 400 401 403 429 503",
    "POST /api/passkeys/options": "→ 200 400 401 403 409 413 415 429 503",
    "POST /api/passkeys": "* → 201 400 401 403 409 413 415 429 503",
    "PATCH /api/passkeys/{id}": "id * → 200 400 401 403 404 413 414 415 429 503",
    "DELETE /api/passkeys/{id}": "id → 204 400 401 403 404 409 413 414 415 429 503",
    "GET /api/sessions": "limit cursor → 200 400 401 403 429 503",
    "DELETE /api/sessions/current": "→ 204 400 401 403 409 413 415 429 503",
    "DELETE /api/sessions/{id}": "id → 204 400 401 403 404 413 414 415 429 503",
    "POST /api/personal-tokens": "* → 201 400 401 403 409 413 415 429 503",
    "GET /api/personal-tokens": "limit cursor → 200 400 401 403 429 503",
    "DELETE /api/personal-tokens/{id}": "id → 204 400 401 403 404 413 414 415 429 503",
    "GET /api/dead-letters":
      "consumer topic type code subject error text since until status limit cursor → 200 400 401 403 429 503",
    "GET /api/dead-letters/groups":
      "consumer topic type code subject error text since until status → 200 400 401 403 429 503",
    "GET /api/dead-letters/{id}": "id → 200 400 401 403 404 414 429 503",
    "POST /api/dead-letters/batch/replay": "* → 200 400 401 403 413 415 429 503",
    "POST /api/dead-letters/batch/statuses": "* → 200 400 401 403 413 415 429 503",
    "POST /api/dead-letters/batch/discard": "* → 200 400 401 403 413 415 429 503",
    "POST /api/dead-letters/{id}/discard": "id * → 200 400 401 403 404 409 413 414 415 429 503",
    "POST /api/dead-letters/{id}/replay": "id → 202 400 401 403 404 409 413 414 415 429 503",
    "GET /api/operator/events": "id task type owner trace since until limit cursor → 200 400 401 403 429 503",
    "GET /api/operator/events/{id}": "id → 200 400 401 403 404 414 429 503",
    "GET /api/operator/ops": "→ 200 400 401 403 429 503",
    "GET /api/operator/ops/counts": "→ 200 400 401 403 429 503",
    "GET /api/operator/ops/consumers/{consumer}/history": "consumer → 200 400 401 403 404 414 429 503",
    "GET /api/operator/ops/consumers/{consumer}/parked": "limit cursor consumer → 200 400 401 403 404 414 429 503",
  });
});

/** Routes whose answers are files. */
const files: Record<string, string[]> = {
  "/api/export": ["application/json", "text/csv", "text/calendar"],
  "/calendar/{file}": ["text/calendar"],
};

test("answers are described as they are sent", async () => {
  const { paths } = await read();
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap(({ responses }) =>
      Object.entries(responses).map(([status, response]) => ({ path, status, ...response })),
    ),
  );
  for (const { path, status, content, headers = {} } of all) {
    const types = content && Object.keys(content);
    if (status === "204" || status === "304") expect(types).toBeUndefined();
    else
      expect(types).toEqual(
        Number(status) < 400 ? (files[path] ?? ["application/json"]) : ["application/problem+json"],
      );
    if (status === "503" || status === "429") expect(Object.keys(headers)).toContain("Retry-After");
    if (status === "401") expect(Object.keys(headers)).toContain("WWW-Authenticate");
  }
  const refused = await fetch(`${api.url}/api/tasks`);
  expect([refused.status, refused.headers.get("content-type"), refused.headers.get("www-authenticate")]).toEqual([
    401,
    "application/problem+json; charset=utf-8",
    "Bearer",
  ]);
  const { body } = await api.as("ann")("POST", "/api/tasks", { title: "x" });
  const path = `/api/tasks/${z.object({ id: z.string() }).parse(body).id}`;
  const head = await api.as("ann")("HEAD", path);
  expect([head.status, head.headers.get("etag"), head.body]).toEqual([200, '"1"', undefined]);
  const gone = await api.as("ann")("DELETE", path);
  expect([gone.status, gone.body, gone.headers.get("content-type")]).toEqual([204, undefined, null]);
});

test("its schemas are those that are enforced", async () => {
  const { paths, security } = await read();
  expect(security).toEqual([{ bearer: [] }, { session: [] }]);
  expect(paths["/api/tasks"]?.post?.requestBody?.content["application/json"].schema).toMatchObject({
    type: "object",
    required: ["title"],
    additionalProperties: false,
    properties: {
      title: { type: "string", minLength: 1, maxLength: 200 },
      priority: { enum: ["low", "medium", "high"], default: "medium" },
      reminders: { items: { required: ["minutesBefore"] } },
    },
  });
  expect(paths["/api/tasks"]?.get?.responses["200"]?.content).toMatchObject({
    "application/json": { schema: { required: ["items", "nextCursor"] } },
  });
});

test("the page of the documentation loads nothing from another host", async () => {
  const page = await fetch(`${api.url}/api/docs/`);
  expect(page.status).toBe(200);
  const html = await page.text();
  const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = ""]) => new URL(link, page.url));
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    expect(link.origin).toBe(api.url);
    const response = await fetch(link);
    expect([link.pathname, response.status]).toEqual([link.pathname, 200]);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
  }
  const initializer = links.find(({ pathname }) => pathname.endsWith("swagger-initializer.js"));
  const script = await (await fetch(initializer ?? "")).text();
  // Unless it is told not to, Swagger UI sends the document to a validator on the Internet.
  expect(script).toMatch(/validatorUrl: null/);
  // Its other layout has a bar with a logo that is not ours, and a field that loads a document from anywhere.
  expect(script).toMatch(/"layout":"BaseLayout"/);
  expect(html).toContain("<title>Freehold API</title>");
});

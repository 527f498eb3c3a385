import { z } from "zod";
import { useBackend } from "../../helpers/backend";

const api = useBackend();

const operation = z.object({
  summary: z.string(),
  requestBody: z.object({ content: z.object({ "application/json": z.object({ schema: z.unknown() }) }) }).optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema: z.unknown() })).default([]),
  responses: z.record(z.string(), z.object({ content: z.unknown() })),
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
    "POST /api/tasks": "idempotency-key * → 201 4XX",
    "GET /api/tasks": "status priority tag dueBefore dueAfter search limit cursor → 200 4XX",
    "GET /api/tasks/{id}": "id → 200 4XX",
    "PATCH /api/tasks/{id}": "id * → 200 4XX",
    "DELETE /api/tasks/{id}": "id → 204 4XX",
    "POST /api/tasks/{id}/complete": "id → 200 4XX",
    "GET /api/tasks/{id}/history": "id → 200 4XX",
    "GET /api/notifications": "limit cursor → 200 4XX",
    "GET /api/dead-letters": "consumer topic status limit cursor → 200 4XX",
    "POST /api/dead-letters/{id}/replay": "id → 202 4XX",
  });
});

test("its schemas are those that are enforced", async () => {
  const { paths, security } = await read();
  expect(security).toEqual([{ bearer: [] }]);
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

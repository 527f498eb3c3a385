import type { FastifyInstance } from "fastify";
import { RedeliverError } from "../../../../services/runtime/core/errors";
import { DatabaseAway } from "../../../../services/runtime/database/outage";
import { createHttp } from "../../../../services/runtime/http/http";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { silent, useDatabase } from "../../../helpers/database";

const db = useDatabase();
let http: FastifyInstance;
let failure: unknown;

beforeAll(() => {
  http = createHttp(silent, new Metrics(), () => true);
  http.get("/fails", async () => {
    throw failure;
  });
  http.get("/things/:id", () => ({}));
  http.delete("/things/:id", () => ({}));
});
afterAll(() => http.close());

const answerTo = async (error: unknown) => {
  failure = error;
  return http.inject("/fails");
};
const withCode = (code: string) => Object.assign(new Error("failed"), { code });

test.each([
  ...["08000", "08003", "08006", "57P01", "57P02", "57P03", "53300", "53100", "40001", "40P01", "25P03"].map(withCode),
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EAI_AGAIN"].map(withCode),
  new Error("timeout exceeded when trying to connect"),
  new Error("Connection terminated unexpectedly"),
  new Error("Query read timeout"),
  new DatabaseAway(),
  new RedeliverError("later"),
])("a database that is away or busy is 503 with Retry-After: %p", async (error) => {
  const answer = await answerTo(error);
  expect(answer.statusCode).toBe(503);
  expect(answer.headers["retry-after"]).toMatch(/^[1-9]\d*$/);
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
});

test.each([
  "select '2026-01-01T00:00:00+16:00'::timestamptz",
  "select '0000-01-01'::date",
  "select 'x'::int",
  "select 1 / 0",
  "select 'x'::uuid",
  "select 9999999999::int4",
  'select \'{"a":"\\u0000"}\'::jsonb',
])("a value that Postgres refuses is 400 and not 500: %s", async (statement) => {
  const error = await db.database.query(statement).catch((cause: unknown) => cause);
  expect(await answerTo(error)).toMatchObject({ statusCode: 400 });
});

test("a fault of ours stays 500", async () => {
  const error = await db.database.query("select no_such_column").catch((cause: unknown) => cause);
  expect(await answerTo(error)).toMatchObject({ statusCode: 500 });
});

test("another method of a path that there is gets 405 with those that it has, OPTIONS tells them", async () => {
  const answer = await http.inject({ method: "PUT", url: "/things/7?secret=1" });
  expect(answer.statusCode).toBe(405);
  expect(answer.headers.allow).toBe("DELETE, GET, HEAD");
  expect(answer.body).not.toContain("secret");
  const options = await http.inject({ method: "OPTIONS", url: "/things/7" });
  expect([options.statusCode, options.headers.allow, options.body]).toEqual([204, "DELETE, GET, HEAD", ""]);
  for (const type of ["text/plain", "application/json", "a"]) {
    const put = { method: "PUT", payload: "x".repeat(200_000), headers: { "content-type": type } } as const;
    expect((await http.inject({ ...put, url: "/things/7" })).statusCode).toBe(405);
    expect((await http.inject({ ...put, url: "/thing" })).statusCode).toBe(404);
  }
  const query = await http.inject({ method: "QUERY" as "GET", url: "/things/7" });
  expect([query.statusCode, query.headers.allow]).toEqual([405, "DELETE, GET, HEAD"]);
  expect((await http.inject({ method: "OPTIONS", url: "/things/7/8" })).statusCode).toBe(404);
});

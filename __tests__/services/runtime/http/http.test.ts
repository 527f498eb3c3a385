import type { FastifyInstance } from "fastify";
import { maxRequestBytes } from "../../../../services/contracts/limits";
import { FreeholdError } from "../../../../services/runtime/core/errors";
import { createHttp } from "../../../../services/runtime/http/http";
import { createLogger } from "../../../../services/runtime/telemetry/logger";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";

let http: FastifyInstance;
let lines: string[];
let ready: boolean;

beforeEach(() => {
  lines = [];
  ready = true;
  const logger = createLogger({ name: "test", level: "info", destination: { write: (line) => void lines.push(line) } });
  http = createHttp(logger, new Metrics(), () => ready);
  http.get("/fails", async () => {
    throw new Error("password of the database");
  });
  http.get("/answers", () => ({ fine: true }));
});
afterEach(() => http.close());

test("a route that fails is answered 500 without the cause, which is in the log; the next request is served", async () => {
  const failed = await http.inject({ url: "/fails", headers: { authorization: "Bearer abc.def.ghi" } });
  expect(failed.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(failed.json()).toEqual({
    type: "about:blank",
    code: "INTERNAL_ERROR",
    title: "Internal error",
    status: 500,
    detail: "The failure is in the service's log.",
  });
  expect(lines.join("")).toContain("password of the database");
  expect(lines.join("")).not.toContain("abc.def.ghi");
  expect((await http.inject("/answers")).json()).toEqual({ fine: true });
});

test("no query string and no credential of a request is in the log or in an answer, whatever becomes of it", async () => {
  http.get("/quotes", async ({ url }) => {
    throw new Error(`upstream http://other.example${url} refused Bearer s3cret-token-of-the-header`);
  });
  http.get("/dated", async () => {
    throw Object.assign(new Error("Request failed with ?access_token=s3cret"), {
      url: "/x?access_token=s3cret",
      rawPacket: "s3cret",
    });
  });
  const query = "access_token=s3cret&search=s3cret";
  const headers = {
    authorization: "Bearer s3cret-token-of-the-header",
    cookie: "session=s3cret",
    "sec-websocket-protocol": "freehold, bearer.s3cret-token-of-the-header",
  };
  const urls = ["answers", "quotes", "dated", "no-such-page", "%zz", "readyz", "answers/", "ans#"];
  for (const method of ["GET", "PUT", "OPTIONS"] as const) {
    for (const url of urls) {
      const { body } = await http.inject({ method, url: `/${url}?${query}`, headers });
      expect(body).not.toContain("s3cret");
    }
  }
  http.log.info({ req: { method: "GET", url: "/x?s3cret", headers }, headers }, "GET http://host/x?token=s3cret");
  http.log.warn({ err: new Error("GET /x?s3cret=1 failed") }, "failed");
  expect(lines.length).toBeGreaterThan(urls.length);
  expect(lines.join("")).not.toContain("s3cret");
  expect(lines.join("")).toContain('"url":"/answers?[hidden]"');
});

test("/healthz says that the process lives, /readyz whether it takes work at this moment", async () => {
  for (const [now, status] of [
    [true, 200],
    [false, 503],
    [true, 200],
  ] as const) {
    ready = now;
    const before = process.uptime();
    const answer = await http.inject("/readyz");
    expect(answer.statusCode).toBe(status);
    const { uptimeSeconds, ...said } = answer.json();
    expect(said).toEqual({ status: now ? "ready" : "not ready" });
    expect(uptimeSeconds).toBeGreaterThanOrEqual(before);
    expect(uptimeSeconds).toBeLessThanOrEqual(process.uptime());
    expect((await http.inject("/healthz")).statusCode).toBe(200);
  }
});

test("/metrics is in the text format of Prometheus", async () => {
  const { headers, body } = await http.inject("/metrics");
  expect(headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(body).toMatch(/^# HELP freehold_events_processed_total .+\n# TYPE freehold_events_processed_total counter$/m);
  expect(body).toMatch(/^process_resident_memory_bytes \d+$/m);
  for (const line of body.split("\n")) expect(line).toMatch(/^(#.*|[a-z_:][\w:]*(\{[^}]*\})? \S+|)$/i);
});

test("probes and scrapes leave no line in the log; other requests do", async () => {
  for (const url of ["/healthz", "/readyz", "/metrics"]) await http.inject(url);
  expect(lines).toEqual([]);
  await http.inject("/answers");
  expect(lines.length).toBeGreaterThan(0);
});

test("what a client can send is bounded in size and time", () => {
  expect(http.initialConfig.bodyLimit).toBe(maxRequestBytes);
  expect(http.server.requestTimeout).toBe(15_000);
});

test("requests are measured by route, so that no address of a caller's choice makes a series of its own", async () => {
  http.get("/things/:id", () => ({ fine: true }));
  for (const url of ["/things/1", "/things/2", "/no-such-page", "/nor-this"]) await http.inject(url);
  const { body } = await http.inject("/metrics");
  expect(body).toContain('freehold_http_request_seconds_count{method="GET",route="/things/:id",status="200"} 2');
  expect(body).toContain('freehold_http_request_seconds_count{method="GET",route="none",status="404"} 2');
});

test("a body that is too large is refused with the limit and what to do", async () => {
  http.post("/takes", () => ({ fine: true }));
  const answer = await http.inject({ method: "POST", url: "/takes", payload: { text: "x".repeat(maxRequestBytes) } });
  expect(answer.statusCode).toBe(413);
  expect(answer.json()).toMatchObject({ title: "Too large", detail: expect.stringContaining(`${maxRequestBytes}`) });
});

test("a change whose event no transport would carry is refused as too large, and names the limit", async () => {
  http.get("/writes", async () => {
    throw new FreeholdError(
      "EVENT_TOO_LARGE",
      "It would have 200000 bytes, more than the 153600 that every transport takes.",
    );
  });
  const answer = await http.inject("/writes");
  expect(answer.statusCode).toBe(413);
  expect(answer.json().detail).toContain("153600");
});

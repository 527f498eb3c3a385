import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { jobs } from "../../../../dashboards/jobs";
import { picture } from "../../../../services/backend/ops/picture";
import { PrometheusFigures } from "../../../../services/backend/ops/prometheus-figures";
import { everyFigure } from "../../../../services/backend/ops/prometheus-queries";
import { HttpProblem } from "../../../../services/runtime/http/problem";

/** As a Prometheus 3 answered in the real test beside this one. */
const series = (figure: string, of: string, value: string, rest: Record<string, string> = {}) => ({
  metric: { figure, ...(of && { of }), ...rest },
  value: [1_764_550_000.123, value],
});
const instant = [
  series("version", "backend", "1", { version: "0.2.0", service: "backend" }),
  series("version", "backend", "1", { version: "0.1.0", service: "backend" }),
  series("written", "backend", "1.5"),
  series("relayed", "task-events", "1.25"),
  series("applied", "audit-consumer", "3.5"),
  series("p50", "audit-consumer", "0.02"),
  series("p99", "audit-consumer", "NaN"),
  series("lagSeconds", "audit-consumer", "4.2"),
  series("lagEvents", "audit-consumer", "17"),
  series("parked", "audit-consumer", "3"),
  series("waiting", "audit-consumer", "1"),
  series("nextDue", "audit-consumer", "1764550003.5"),
  series("newDeadLetters", "audit-consumer", "2"),
  series("parked", "notification/webhook", "1"),
  series("refused", "", "1"),
  series("gaps", "", "0"),
  series("lastStatement", "", "1764549990"),
  series("pool", "idle", "4"),
  series("nextReminder", "", "1764553600"),
  series("freeTier", "Neon compute", "0.31", { resource: "Neon compute" }),
];

let server: Server;
let asked: { path: string | undefined; parameters: URLSearchParams }[] = [];
let reply: { status: number; body: unknown };
const figures = () => new PrometheusFigures(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
const success = (result: unknown) => ({ status: 200, body: { status: "success", data: { result } } });

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      // No replica is known: replicas.test.ts is about those.
      const isTargets = request.url?.startsWith("/api/v1/targets");
      if (isTargets) return response.end(JSON.stringify({ status: "success", data: { activeTargets: [] } }));
      asked.push({ path: request.url, parameters: new URLSearchParams(body) });
      response.writeHead(reply.status, { "content-type": "application/json" }).end(JSON.stringify(reply.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
beforeEach(() => {
  asked = [];
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test("one query brings all of the picture", async () => {
  reply = success(instant);
  const seen = await picture(figures(), 1_764_550_000_000);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ path: "/api/v1/query" });
  expect(asked[0]?.parameters.get("query")).toBe(everyFigure);
  const service = (name: string) => seen.services.find((one) => one.name === name);
  expect(service("backend")).toMatchObject({ state: "down", replicas: 0, versions: ["0.2.0", "0.1.0"] });
  expect(seen.consumers.find(({ name }) => name === "audit-consumer")).toMatchObject({
    states: ["down", "slow", "retrying", "waiting", "dead-letters"],
    ...{ appliedPerSecond: 3.5, p50Seconds: 0.02, p99Seconds: null, lagEvents: 17 },
    ...{ parked: 3, waiting: 1, nextDueAt: "2025-12-01T00:46:43.500Z", parkedEvents: null, newDeadLetters: 2 },
  });
  expect(seen.consumers.find(({ name }) => name === "notification")?.sideEffects).toMatchObject([
    { name: "notification/webhook", parked: 1, states: ["down", "retrying"] },
  ]);
  expect(seen).toMatchObject({
    source: "prometheus",
    outbox: { relayedPerSecond: 1.25, refused: 1 },
    database: { state: "awake", connections: { idle: 4 } },
    freeTier: [{ resource: "Neon compute", used: 0.31 }],
  });
  const held = Object.fromEntries(seen.promises.map(({ promise, holds }) => [promise, holds]));
  expect(held).toMatchObject({
    "Every committed event reaches its topic": false,
    "Events of a task keep their order": true,
    "No event is given up on": false,
    "Reminders fire within 2 min": null,
    "Every service takes work": false,
  });
});

test("a range query brings the last hour of a consumer, and is asked of it alone", async () => {
  reply = success([
    {
      metric: { figure: "applied", of: "audit-consumer" },
      values: [
        [1_764_550_000, "2"],
        [1_764_550_030, "0"],
      ],
    },
    {
      metric: { figure: "p50", of: "audit-consumer" },
      values: [
        [1_764_550_000, "0.02"],
        [1_764_550_030, "NaN"],
      ],
    },
    { metric: { figure: "p99", of: "audit-consumer" }, values: [[1_764_550_000, "0.2"]] },
  ]);
  expect(await figures().history("audit-consumer")).toEqual([
    { at: 1_764_550_000_000, applied: 2, p50: 0.02, p99: 0.2 },
    { at: 1_764_550_030_000, applied: 0, p50: null, p99: null },
  ]);
  const { path, parameters } = asked[0] ?? {};
  expect(path).toBe("/api/v1/query_range");
  expect(Number(parameters?.get("end")) - Number(parameters?.get("start"))).toBe(3600);
  expect(parameters?.get("query")).toContain('consumer="audit-consumer"');
});

test.each([
  ["an error", { status: 500, body: {} }, "it answered 500"],
  ["an answer that is none of Prometheus", { status: 200, body: { tasks: [] } }, "its answer can't be read"],
])("%s is a 503 that says so", async (_what, answer, why) => {
  reply = answer;
  const problem = await figures()
    .read()
    .catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(HttpProblem);
  expect(problem).toMatchObject({ problem: { status: 503, detail: expect.stringContaining(why) } });
});

test("a Prometheus that is away is a 503", async () => {
  await expect(new PrometheusFigures("http://127.0.0.1:9").read()).rejects.toMatchObject({ problem: { status: 503 } });
});

test("the services are scraped under the job that the queries name", () => {
  expect(everyFigure).toContain(`job="${jobs.services}"`);
});

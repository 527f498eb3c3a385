import { connect } from "node:net";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import pg from "pg";
import { pino } from "pino";
import { v7 as uuidv7 } from "uuid";
import { service as backend } from "../../../../services/backend/service";
import { advisoryLocks } from "../../../../services/contracts/advisory-locks";
import type { ServiceDefinition } from "../../../../services/contracts/service-definition";
import { type RunningHost, startHost } from "../../../../services/runtime/host/host";
import type { ServiceContext, ServiceParts } from "../../../../services/runtime/host/service";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { publishBatchSize } from "../../../../services/runtime/transports/transport";
import { jwtSecret } from "../../../helpers/backend";
import { silent, useDatabase } from "../../../helpers/database";
import { until } from "../../../helpers/until";

const db = useDatabase();
let running: RunningHost[] = [];
afterEach(async () => {
  await Promise.all(running.map((host) => host.stop()));
  running = [];
});

const aService = (
  create: (context: ServiceContext) => ServiceParts,
  definition: Partial<Omit<ServiceDefinition, "settings">> = {},
) => ({
  definition: { ...backend.definition, ...definition },
  create,
});

async function start(service = backend, variables: NodeJS.ProcessEnv = {}): Promise<RunningHost> {
  const settings = readSettings({ DATABASE_URL: db.url, PORT: "0", ...variables });
  const host = await startHost({ services: [service], settings, logger: silent });
  running.push(host);
  return host;
}
const probe = async (url: string, path: string) => (await fetch(`${url}${path}`)).status;

function* endless() {
  for (;;) yield Buffer.alloc(64 * 1024);
}

/** A promise, and the function that resolves it. */
function latch(): [promise: Promise<void>, open: () => void] {
  let open = () => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [promise, open];
}

/** What a stop has left behind ends with its process; here with the transaction that it waited for. */
const leftBehindIsOver = () =>
  until("no connection is open but the test's own", async () => {
    const { rows } = await db.database.query<{ count: number }>(
      "select count(*) from pg_stat_activity where datname = current_database()",
    );
    return rows[0]?.count === db.database.pool.totalCount;
  });

test("a service that still starts is alive, and not ready", async () => {
  let http: FastifyInstance | undefined;
  const service = aService(
    (context) => {
      http = context.http;
      return { consumer: { name: "slow", subscribes: [], on: {} } };
    },
    { subscribes: [{ topic: "task-events", delivery: "shared" }] },
  );
  let starting: Promise<RunningHost> | undefined;
  await db.database.transaction(async (tx) => {
    await tx.query("lock table freehold.bus_offsets");
    starting = start(service);
    await until("it listens", () => http?.server.listening);
    const url = http?.listeningOrigin ?? "";
    expect(await probe(url, "/healthz")).toBe(200);
    expect(await probe(url, "/readyz")).toBe(503);
  });
  const host = await starting;
  expect(await probe(host?.url ?? "", "/readyz")).toBe(200);
});

test("a service that is told to stop answers new requests for the delay, and says that it is not ready", async () => {
  const host = await start(backend, { STOP_DELAY_SECONDS: "10", JWT_SECRET: jwtSecret });
  const stopped = host.stop();
  expect(await probe(host.url, "/readyz")).toBe(503);
  expect(await probe(host.url, "/api/tasks")).toBe(401);
  await stopped;
  await expect(probe(host.url, "/healthz")).rejects.toThrow();
});

test("a service that stops is alive and not ready, and finishes the request in hand", async () => {
  const [finished, finish] = latch();
  const [asked, ask] = latch();
  const service = aService(({ http }) => {
    http.get("/slow", async () => {
      ask();
      await finished;
      return { done: true };
    });
    return { stop: () => finished };
  });
  const { url, stop } = await start(service);
  const answer = fetch(`${url}/slow`);
  await asked;
  const stopped = stop();
  expect(await probe(url, "/readyz")).toBe(503);
  expect(await probe(url, "/healthz")).toBe(200);
  finish();
  expect(await (await answer).json()).toEqual({ done: true });
  await stopped;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test("a client that does not take its answer can't hold up a stop for ever", async () => {
  const [asked, ask] = latch();
  const service = aService(({ http }) => {
    http.get("/endless", () => {
      ask();
      return Readable.from(endless());
    });
    return {};
  });
  const { url, http, stop } = await start(service);
  const client = connect(Number(new URL(url).port), "127.0.0.1");
  client.on("error", () => {});
  client.pause();
  client.write("GET /endless HTTP/1.1\r\nhost: localhost\r\n\r\n");
  const connections = () => new Promise<number>((resolve) => http.server.getConnections((_, count) => resolve(count)));
  await asked;
  expect(await connections()).toBe(1);
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "Date"] });
  try {
    const stopped = stop();
    // The drain begins some turns of the event loop after the stop.
    while (jest.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
    jest.advanceTimersByTime(10_000);
    await stopped;
  } finally {
    jest.useRealTimers();
    client.destroy();
  }
  expect(await connections()).toBe(0);
});

test("a relay that waits for one that stops as well can't hold up a stop", async () => {
  const lines: string[] = [];
  const logger = pino({ level: "info" }, { write: (line) => lines.push(line) });
  const settings = readSettings({ DATABASE_URL: db.url, PORT: "0" });
  await db.database.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [advisoryLocks.relay]);
    const host = await startHost({ services: [backend], settings, logger });
    await until("its relay waits for the lock", async () => {
      const { rows } = await db.database.query("select from pg_locks where locktype = 'advisory' and not granted");
      return rows.length > 0;
    });
    await host.stop();
  });
  await leftBehindIsOver();
  expect(lines.map((line) => JSON.parse(line)).at(-1)).toMatchObject({
    msg: expect.stringContaining("left behind: outbox relay"),
    steps: expect.objectContaining({ database: expect.any(Number) }),
  });
});

test("more events than the transport takes with one commit reach it nevertheless, without another write", async () => {
  let context: ServiceContext | undefined;
  await start(
    aService((given) => {
      context = given;
      return {};
    }),
  );
  const events = publishBatchSize + 50;
  // Not truncated: the relay has locks of both while it takes its first look.
  await db.database.query("delete from freehold.outbox");
  await db.database.query("delete from freehold.bus_log");
  await context?.database().transaction(async (tx) => {
    for (let n = 0; n < events; n += 1) {
      const subject = uuidv7();
      const data = { taskId: subject };
      context?.emit(tx, { type: "freehold.task-update.removed.v1", subject, ownerId: "ann", actor: "ann", data });
    }
  });
  context?.relay();
  await until("all are on the transport", async () => {
    const { rows } = await db.database.query<{ count: number }>("select count(*) from freehold.bus_log");
    return rows[0]?.count === events;
  });
});

test("probes and scrapes send no statement to the database", async () => {
  const statements = jest.spyOn(pg.Client.prototype, "query");
  const { url } = await start();
  await until("the relay has looked", () =>
    statements.mock.calls.some(([text]) => JSON.stringify(text).includes("commit")),
  );
  statements.mockClear();
  for (const path of ["/healthz", "/readyz", "/metrics"]) expect(await probe(url, path)).toBe(200);
  expect(statements).not.toHaveBeenCalled();
  statements.mockRestore();
});

test("while the database is away probes and scrapes answer, and it is not ready", async () => {
  const { url } = await start(backend, { DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" });
  for (const path of ["/healthz", "/metrics"]) expect(await probe(url, path)).toBe(200);
  await until("readiness says so", async () => (await probe(url, "/readyz")) === 503);
});

test.each([
  ["anywhere without keys", "KEYS_MISSING", "JWKS_URL or JWT_SECRET", { HOST: "0.0.0.0" }],
  ["on IPv6 without keys", "KEYS_MISSING", "JWKS_URL or JWT_SECRET", { HOST: "::" }],
  ["on a name that only looks local", "KEYS_MISSING", "JWKS_URL", { HOST: "127.evil.example" }],
  ["with two kinds of keys", "SETTINGS_INVALID", "not both", { JWT_SECRET: jwtSecret, JWKS_URL: "https://id.example" }],
  ["without a database", "SETTINGS_INVALID", "DATABASE_URL", { DATABASE_URL: "" }],
  [
    "on an address that is not this machine's",
    "SETTINGS_INVALID",
    "HOST",
    { HOST: "192.0.2.1", JWT_SECRET: jwtSecret },
  ],
  ["by Kafka without brokers", "SETTINGS_INVALID", "KAFKA_BROKERS", { FREEHOLD_TRANSPORT: "kafka" }],
])("a service refuses to listen %s", async (_what, code, fix, variables) => {
  await expect(start(backend, variables)).rejects.toMatchObject({ code, message: expect.stringContaining(fix) });
});

test("events from a sidecar are not taken from everywhere without a token that tells it from others", async () => {
  const consumer = aService(() => ({ consumer: { name: "test", subscribes: [], on: {} } }), {
    subscribes: [{ topic: "task-events", delivery: "shared" }],
    authenticates: false,
  });
  const open = { FREEHOLD_TRANSPORT: "dapr", HOST: "0.0.0.0" };
  await expect(start(consumer, open)).rejects.toMatchObject({
    code: "KEYS_MISSING",
    message: expect.stringContaining("APP_API_TOKEN"),
  });
  const { url } = await start(consumer, { ...open, APP_API_TOKEN: "of-the-tests", DAPR_HTTP_PORT: "1" });
  expect(await probe(url.replace("0.0.0.0", "127.0.0.1"), "/healthz")).toBe(200);
  // Not before its sidecar is.
  expect(await probe(url.replace("0.0.0.0", "127.0.0.1"), "/readyz")).toBe(503);
});

test("a service without events is ready without a broker, a database and a sidecar", async () => {
  const page = aService(() => ({}), { publishes: [], subscribes: [], poolMax: 0, authenticates: false });
  for (const transport of ["embedded", "dapr", "kafka"]) {
    const { url } = await start(page, { FREEHOLD_TRANSPORT: transport, DATABASE_URL: "", HOST: "0.0.0.0" });
    expect(await probe(url.replace("0.0.0.0", "127.0.0.1"), "/readyz")).toBe(200);
  }
});

test("a service that only publishes is ready without its sidecar: its events wait in the outbox", async () => {
  const { url } = await start(backend, { FREEHOLD_TRANSPORT: "dapr", JWT_SECRET: jwtSecret, DAPR_HTTP_PORT: "1" });
  expect(await probe(url, "/readyz")).toBe(200);
});

test("with keys a service may listen everywhere", async () => {
  const { url } = await start(backend, { HOST: "0.0.0.0", JWT_SECRET: jwtSecret });
  expect(await probe(url.replace("0.0.0.0", "127.0.0.1"), "/readyz")).toBe(200);
});

test("a taken port is named, and the program that has it goes on", async () => {
  const { url } = await start();
  const { port } = new URL(url);
  await expect(start(backend, { PORT: port })).rejects.toMatchObject({
    code: "PORT_TAKEN",
    message: `Port ${port} is taken by another program; choose one with --port or PORT.`,
  });
  expect(await probe(url, "/healthz")).toBe(200);
});

test("a service without a database can't get at one", async () => {
  const service = aService(
    (context) => {
      context.database();
      return {};
    },
    { poolMax: 0 },
  );
  await expect(start(service)).rejects.toThrow("backend declares that it needs no database");
});

import { startProxy, type TcpProxy } from "../../../chaos/proxy";
import { service as backend } from "../../../services/backend/service";
import { type RunningHost, startHost } from "../../../services/runtime/host/host";
import { readSettings } from "../../../services/runtime/settings/settings";
import { jwtSecret, tokenFor } from "../../helpers/backend";
import { silent, useDatabase } from "../../helpers/database";
import { until } from "../../helpers/until";

/** A database that is away, in each way in which it can be, while the API is asked. */
const db = useDatabase();
let proxy: TcpProxy;
let host: RunningHost;

beforeAll(async () => {
  proxy = await startProxy(Number(new URL(db.url).port));
  const url = new URL(db.url);
  url.port = String(proxy.port);
  host = await startHost({
    services: [backend],
    settings: readSettings({ DATABASE_URL: url.href, PORT: "0", JWT_SECRET: jwtSecret }),
    logger: silent,
  });
});
db.closeFirst(async () => {
  await host.stop();
  await proxy.close();
});

const ask = async (method: string, path: string, body?: object) =>
  fetch(`${host.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await tokenFor("ann")}`,
      ...(body && { "content-type": "application/json" }),
    },
    body: body && JSON.stringify(body),
  });
const create = () => ask("POST", "/api/tasks", { title: "Pay rent" });
const isReady = async () => (await fetch(`${host.url}/readyz`)).status === 200;

/** Checks that every answer is a 503 that says when to ask again. */
async function expectUnavailable(answers: Promise<Response>[]): Promise<void> {
  for (const answer of await Promise.all(answers)) {
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  }
}

test.each<[string, () => void]>([
  ["refuses connections", () => proxy.cut()],
  ["is paused, so that nothing answers", () => proxy.freeze()],
])("a database that %s: 503, not ready, and soon back", async (_what, strike) => {
  await until("the API works", async () => (await create()).status === 201);
  // Some of them are under way when it happens.
  const early = Array.from({ length: 10 }, () => create());
  strike();
  const answers = await Promise.all([...early, create(), ask("GET", "/api/tasks"), ask("GET", "/api/notifications")]);
  await expectUnavailable(answers.filter(({ status }) => status >= 400).map((answer) => Promise.resolve(answer)));
  expect(answers.slice(-3).map(({ status }) => status)).toEqual([503, 503, 503]);

  await until("the outage is known", async () => !(await isReady()));
  // Known by now: answered without a new try to connect by each.
  const before = proxy.hit();
  await expectUnavailable(Array.from({ length: 100 }, () => create()));
  expect(proxy.hit() - before).toBeLessThan(50);
  expect((await fetch(`${host.url}/healthz`)).status).toBe(200);

  proxy.restore();
  await until("it is ready again", isReady);
  await until("it works again", async () => (await create()).status === 201);
});

test("a single connection that is lost is no outage", async () => {
  await until("the API works", async () => (await create()).status === 201);
  await db.database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and state = 'idle'`,
  );
  await until("the API works again", async () => (await create()).status === 201);
  expect(await isReady()).toBe(true);
});

test("nothing is sent to an idle database, however often readiness is asked for", async () => {
  await until("the API works", async () => (await create()).status === 201);
  await until("its connections are closed", () => proxy.connections() === 0);
  const before = proxy.hit();
  for (let count = 0; count < 50; count += 1) expect(await isReady()).toBe(true);
  expect(proxy.connections()).toBe(0);
  expect(proxy.hit()).toBe(before);
});

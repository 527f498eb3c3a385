import { readFileSync } from "node:fs";
import { startProxy, type TcpProxy } from "../../../../chaos/proxy";
import { Database, type Sql } from "../../../../services/runtime/database/database";
import { isOutage } from "../../../../services/runtime/database/outage";
import { EmbeddedTransport } from "../../../../services/runtime/transports/embedded";
import { silent, useDatabase } from "../../../helpers/database";
import { until } from "../../../helpers/until";

/** Each of these waits has to end: a stall of the test's own must not be taken for its end. */
const patienceMs = 10_000;

/** Connections that go silent and are never reset, as when a machine or a gateway vanishes. */
const db = useDatabase();
let proxy: TcpProxy;
let proxied: Database;
let url: URL;

beforeAll(async () => {
  url = new URL(db.url);
  proxy = await startProxy(Number(url.port));
  url.port = String(proxy.port);
  await db.database.query("create table public.rows (id int primary key, n int)");
  await db.database.query("insert into public.rows values (1, 0)");
});
db.closeFirst(() => proxy.close());

beforeEach(() => {
  proxied = new Database({
    url: url.href,
    queryTimeoutMs: patienceMs,
    connectionTimeoutMs: patienceMs,
    bounds: { idleMs: patienceMs, unreadMs: patienceMs },
    logger: silent,
  });
});
afterEach(() => proxied.close());

const onLinux = process.platform === "linux" ? test : test.skip;
/** A probe may have begun before the network was back: its failure ends what waits then. */
const answersAgain = async () => {
  const ask = () => proxied.query("select 2 as two").catch(() => undefined);
  expect((await until("the database answers again", ask)).rows).toEqual([{ two: 2 }]);
};
const outage = (work: Promise<unknown>) => expect(work.catch(isOutage)).resolves.toBe(true);

test("a statement without an answer fails as an outage, and the next one has a new connection", async () => {
  await proxied.query("select 1");
  proxy.blackHole();
  await outage(proxied.query("select 1"));
  await answersAgain();
  expect(proxy.hit()).toBeGreaterThan(0);
});

test("a transaction without an answer fails as an outage, and its connection is not used again", async () => {
  const before = proxy.hit();
  await outage(
    proxied.transaction(async (tx) => {
      await tx.query("select 1");
      proxy.blackHole();
      await tx.query("select 1");
    }),
  );
  expect(proxy.hit()).toBe(before + 1);
  expect(proxied.pool.totalCount).toBe(0);
  await answersAgain();
});

test("the wait for an unavailable connection has a limit", async () => {
  proxy.freeze();
  try {
    await outage(proxied.query("select 1"));
  } finally {
    proxy.restore();
  }
  await answersAgain();
});

test("what a vanished transaction has locked is free again when the server ends it for its silence", async () => {
  await outage(
    proxied.transaction(async (tx) => {
      await tx.query("update public.rows set n = n + 1");
      proxy.blackHole();
      await tx.query("select 1");
    }),
  );
  // The first ones wait for the lock in vain.
  const take = () => proxied.query("select n from public.rows for update").catch(() => undefined);
  expect((await until("the lock is free", take)).rows).toEqual([{ n: 0 }]);
});

onLinux("it is free again, too, when the server was sending to the transaction that vanished", async () => {
  const hasBackend = async (what: string) => {
    const { rows } = await db.database.query(
      `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${what}`,
    );
    return rows.length > 0;
  };
  const isSending = () => hasBackend("wait_event = 'ClientWrite'");
  const vanished = outage(
    proxied.transaction(async (tx) => {
      await tx.query("update public.rows set n = n + 1");
      await tx.query("select repeat('x', 1000000), pg_sleep(0.02) from generate_series(1, 1000)");
    }),
  );
  await until("the server answers", () => hasBackend("wait_event = 'PgSleep'"));
  proxy.blackHole();
  await until("the server waits for its answer to be taken", isSending);
  await vanished;
  const take = () => proxied.query("select n from public.rows for update").catch(() => undefined);
  expect((await until("the lock is free", take)).rows).toEqual([{ n: 0 }]);
});

test("a transaction has these bounds by default, and for itself alone", async () => {
  const bounds = `select name, setting from pg_settings where name in
    ('idle_in_transaction_session_timeout', 'statement_timeout', 'tcp_user_timeout') order by name`;
  const settings = (sql: Sql) => sql.query(bounds).then(({ rows }) => rows.map(({ setting }) => setting));
  expect(await db.database.transaction(settings)).toEqual(["120000", "65000", "20000"]);
  expect(await settings(db.database)).toEqual(["0", "0", "0"]);
});

test("a listener that has gone silent is replaced, and nothing that came meanwhile is missed", async () => {
  const transport = new EmbeddedTransport(url.href, silent);
  const seen: unknown[] = [];
  const deliver = async (_topic: string, raws: readonly unknown[]) => {
    seen.push(...raws);
    return "ack" as const;
  };
  const subscription = { topics: ["task-events"], consumer: "reader", delivery: "shared", deliver } as const;
  const { stop } = await transport.subscribe(subscription);
  // In a transaction, or with a statement under way, a connection would wait for its answer and not be found dead.
  // At rest for a second: a reader that was woken twice begins again after a moment.
  const isAtRest = async () => {
    const { rows } = await db.database.query<{ busy: number }>(
      `select count(*) as busy from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and (state <> 'idle' or state_change > clock_timestamp() - interval '1 second')`,
    );
    return rows[0]?.busy === 0;
  };
  const publish = (n: number) =>
    db.database.query(
      `with appended as (insert into freehold.bus_log (topic, event) values ('task-events', $1) returning topic)
       select pg_notify('freehold_bus', topic) from appended`,
      [{ n }],
    );
  await until("the transport is at rest", isAtRest);
  await publish(1);
  await until("the transport is at rest again", async () => seen.length === 1 && (await isAtRest()));
  proxy.blackHole(100);
  await publish(2);
  await until("the event is read", () => seen.length === 2);
  await stop();
  await transport.close();
});

onLinux("the kernel is asked to find dead connections", async () => {
  await proxied.query("select 1");
  const listener = proxied.newClient();
  await listener.connect();
  // https://docs.kernel.org/networking/proc_net_tcp.html: `tr` 02 is the timer of keep-alive
  const port = proxy.port.toString(16).toUpperCase().padStart(4, "0");
  const sockets = readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , remote, state]) => remote === `0100007F:${port}` && state === "01");
  expect(sockets.map(([, , , , , timer]) => timer?.slice(0, 2))).toEqual(["02", "02"]);
  await listener.end();
});

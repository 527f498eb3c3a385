import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { service as auditConsumer } from "../../services/audit-consumer/service";
import { service as backend } from "../../services/backend/service";
import { startHost } from "../../services/runtime/host/host";
import type { Service } from "../../services/runtime/host/service";
import { localAuthentication } from "../../services/runtime/http/auth";
import { readSettings } from "../../services/runtime/settings/settings";
import { redisArgs, trimScript } from "../../stacks/constructs/platform/redis-settings";
import { cloudResourcesFor } from "../helpers/cloud-resources";
import { startSidecar } from "../helpers/daprd";
import { silent, useDatabase } from "../helpers/database";
import { apiClient } from "../helpers/platform";
import { freePort } from "../helpers/ports";
import { describeReal } from "../helpers/real";
import { type RunningRedis, startRedis } from "../helpers/redis";
import { until } from "../helpers/until";

const password = "password-of-the-tests";

describeReal("The cluster's Redis as the broker", ["daprd", "redis"], ({ daprd, redis: program }) => {
  const db = useDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-broker-"));
  const stops: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true })];
  db.closeFirst(async () => {
    for (const stop of stops.reverse()) await stop();
  });
  let redis: RunningRedis;
  let api: ReturnType<typeof apiClient>;
  const cli = (...args: string[]) => redis.cli("-a", password, "--no-auth-warning", ...args);

  beforeAll(async () => {
    redis = await startRedis(program, (data) => redisArgs(data, password));
    stops.push(redis.stop);
    const resources = cloudResourcesFor(folder, {
      broker: { kind: "redis", host: redis.host, password: { name: "redis", key: "password" } },
      secrets: { redis: { password }, database: { "direct-url": db.url } },
    });
    const start = async (service: Service): Promise<string> => {
      const [appPort, httpPort] = [await freePort(), await freePort()];
      const host = await startHost({
        services: [service],
        settings: readSettings({
          ...{ FREEHOLD_TRANSPORT: "dapr", DATABASE_URL: db.url },
          ...{ PORT: String(appPort), DAPR_HTTP_PORT: String(httpPort) },
        }),
        logger: silent,
        authenticate: localAuthentication,
      });
      stops.push(host.stop);
      const appId = service.definition.name;
      const sidecar = await startSidecar({ program: daprd, appId, appPort, httpPort, resources });
      stops.push(sidecar.stop);
      await sidecar.ready();
      return host.url;
    };
    await start(auditConsumer);
    api = apiClient(await start(backend));
  });

  const create = async (title: string): Promise<string> => (await api.create({ title })).id;
  const audited = async (id: string): Promise<number> => {
    const { rows } = await db.database.query("select 1 from freehold.audit_entries where task_id = $1", [id]);
    return rows.length;
  };
  const waiting = async (): Promise<number> => {
    const { rows } = await db.database.query("select 1 from freehold.outbox where topic = 'task-events'");
    return rows.length;
  };
  const arrives = (id: string) => until("the event arrived", async () => (await audited(id)) > 0);

  test("a crash of Redis loses nothing that it had accepted, and what is written meanwhile waits in the outbox", async () => {
    await arrives(await create("Before"));
    const accepted = cli("XRANGE", "task-events", "-", "+");
    expect(accepted).toContain("Before");
    await redis.kill();
    const meanwhile = await create("Meanwhile");
    expect(await waiting()).toBe(1);
    await redis.restart();
    expect(cli("XRANGE", "task-events", "-", "+").startsWith(accepted)).toBe(true);
    await arrives(meanwhile);
    expect(await audited(meanwhile)).toBe(1);
    await until("the outbox is empty", async () => (await waiting()) === 0);
  });

  test("a full Redis refuses, users notice nothing, and events go on once there is room", async () => {
    const fill = path.join(folder, "fill.lua");
    writeFileSync(fill, 'for i = 1, 128 do redis.call("SET", "filler" .. i, string.rep("x", 1048576)) end');
    cli("--eval", fill);
    expect(cli("SET", "one", "more")).toContain("OOM");
    const late = await create("While it is full");
    const refusals = () => Number(/errorstat_OOM:count=(\d+)/.exec(cli("INFO", "errorstats"))?.[1]);
    await until("Redis has refused the event too", () => refusals() > 1);
    expect([await waiting(), await audited(late)]).toEqual([1, 0]);
    const empty = path.join(folder, "empty.lua");
    writeFileSync(empty, 'for i = 1, 128 do redis.call("DEL", "filler" .. i) end');
    cli("--eval", empty);
    await arrives(late);
    expect(await audited(late)).toBe(1);
  });

  test("trimming leaves what Dapr still delivers: groups are named after the apps", async () => {
    const script = path.join(folder, "trim.lua");
    writeFileSync(script, trimScript);
    const before = Number(cli("XLEN", "task-events"));
    expect(before).toBeGreaterThan(1);
    cli("--eval", script, "task-events", ",", "0", "86400000", "audit-consumer");
    expect(cli("XLEN", "task-events")).toBe("1");
    await arrives(await create("After"));
  });
});

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { groupsOf } from "../../../services/consumer-groups";
import { freePort } from "../../helpers/ports";
import { describeReal } from "../../helpers/real";
import { type RunningRedis, startRedis } from "../../helpers/redis";
import { until } from "../../helpers/until";

const password = "secret-of-the-test";
const topic = "task-events";
const readers = groupsOf(topic);

describeReal("redis-exporter", ["redis"], ({ redis: program }) => {
  let redis: RunningRedis;
  let exporter: ChildProcess;
  let url: string;
  let output = "";
  beforeAll(async () => {
    redis = await startRedis(program, (data) => ["--dir", data, "--requirepass", password]);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    exporter = spawn(process.execPath, ["--import", "tsx", "services/redis-exporter/main.ts"], {
      env: { ...process.env, PORT: String(port), REDIS_ADDRESS: redis.host, REDISCLI_AUTH: password },
      stdio: ["ignore", "pipe", "inherit"],
    });
    exporter.stdout?.on("data", (text) => {
      output += text;
    });
    await until("it listens", () => output.includes("redis-exporter is ready"));
  });
  afterAll(async () => {
    exporter.kill("SIGTERM");
    const [code] = await once(exporter, "exit");
    await redis.stop();
    expect(code).toBe(0);
  });

  const cli = (...args: string[]) => redis.cli("-a", password, "--no-auth-warning", ...args);
  /** The lag of each consumer of the topic, as a scrape has it. */
  const lags = async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    const line = new RegExp(`^freehold_broker_consumer_lag\\{consumer="([^"]+)",topic="${topic}"\\} (\\d+)$`, "gm");
    return Object.fromEntries([...text.matchAll(line)].map(([, consumer, events]) => [consumer, Number(events)]));
  };
  const each = (events: number) => Object.fromEntries(readers.map((name) => [name, events]));
  const become = (what: string, expected: object) =>
    until(what, async () => {
      const found = await lags();
      return JSON.stringify(Object.entries(found).sort()) === JSON.stringify(Object.entries(expected).sort());
    });

  test("shows what each consumer has not acknowledged: what was not delivered to it, and what is in its hands", async () => {
    expect(readers.length).toBeGreaterThan(1);
    await become("no event waits on empty streams", each(0));
    const [first = ""] = readers;
    for (const name of readers) cli("XGROUP", "CREATE", topic, name, "0", "MKSTREAM");
    const id = cli("XADD", topic, "*", "data", "{}").trim();
    cli("XADD", topic, "*", "data", "{}");
    await become("two wait for each", each(2));
    cli("XREADGROUP", "GROUP", first, "pod", "COUNT", "1", "STREAMS", topic, ">");
    await become("one in hand still waits", each(2));
    cli("XACK", topic, first, id);
    await become("one is done", { ...each(2), [first]: 1 });
  });

  test("shows nothing, which is not 0, while Redis is away, and stays ready", async () => {
    await redis.kill();
    await become("nothing is known", {});
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await until("it is logged", () => output.includes("Redis was asked in vain"));
    expect(output).not.toContain(password);
  });
});

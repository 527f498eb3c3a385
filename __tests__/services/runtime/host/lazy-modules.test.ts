import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bundlePrograms } from "../../../../scripts/build/bundle-programs";
import { startCollector } from "../../../helpers/collector";
import { useDatabase } from "../../../helpers/database";
import { freePort } from "../../../helpers/ports";
import { until } from "../../../helpers/until";

const db = useDatabase();
const folder = mkdtempSync(path.join(tmpdir(), "freehold-lazy-"));
afterAll(() => rmSync(folder, { recursive: true }));

const program = path.join(folder, "services/audit-consumer/main.js");
const sdk = path.join(folder, "services/runtime/telemetry/otlp-traces.js");
const kafka = path.join(folder, "services/runtime/transports/kafkajs.js");
/** What fetch, Request and Response are made of, as Node names it. */
const httpClient = "NativeModule internal/deps/undici/undici";
const observer = path.join(folder, "observer.cjs");

beforeAll(async () => {
  await bundlePrograms(["services/audit-consumer/main.ts"], folder);
  writeFileSync(
    observer,
    `process.on("exit", () => {
      const loaded = [...Object.keys(require.cache), ...process.moduleLoadList];
      require("fs").writeFileSync(process.env.LOADED, JSON.stringify(loaded));
    });`,
  );
});

/** Runs the service as it is in the image, asks it for a page that it does not have, and ends it: the modules that it loaded. */
async function modulesLoaded(environment: Record<string, string>): Promise<string[]> {
  const loaded = path.join(folder, "loaded.json");
  const port = String(await freePort());
  const child = spawn(process.execPath, ["--require", observer, program], {
    env: { ...process.env, DATABASE_URL: db.url, PORT: port, LOG_LEVEL: "silent", LOADED: loaded, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const status = (page: string) =>
    fetch(`http://127.0.0.1:${port}${page}`).then(
      (response) => response.status,
      () => undefined,
    );
  await until("the service is ready", async () => (await status("/readyz")) === 200);
  expect(await status("/nowhere")).toBe(404);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  return JSON.parse(readFileSync(loaded, "utf8"));
}

test("a service loads neither the SDK of traces nor a broker's client nor an HTTP client before it needs them", async () => {
  const files = await modulesLoaded({});
  expect(files).toContain(program);
  for (const late of [sdk, kafka, httpClient]) expect(files).not.toContain(late);
  const text = readFileSync(program, "utf8");
  expect(text).not.toContain("BatchSpanProcessor");
  expect(text).not.toContain("KafkaJSNonRetriableError");
});

test("a service with a collector loads the SDK, and sends its last spans when it stops", async () => {
  const collector = await startCollector();
  try {
    // On a busy machine they may take longer than a process that stops waits for them: then they are dropped, and it starts again.
    let starts = 0;
    const files = await until("its last spans are here", async () => {
      starts += 1;
      const loaded = await modulesLoaded({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
      return collector.spans.length > 0 && loaded;
    });
    expect(files).toContain(sdk);
    expect(collector.spans.length).toBeLessThanOrEqual(starts);
    for (const span of collector.spans) expect(span).toMatchObject({ name: "GET", service: "audit-consumer" });
  } finally {
    await collector.stop();
  }
});

test("a service that is told to use Kafka finds its client beside it", async () => {
  const port = String(await freePort());
  const env = { DATABASE_URL: db.url, PORT: port, FREEHOLD_TRANSPORT: "kafka", KAFKA_BROKERS: "127.0.0.1:1" };
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let log = "";
  child.stdout.on("data", (text) => (log += text));
  await until("it tries the broker", () => /127\.0\.0\.1:1|ECONNREFUSED/.test(log));
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

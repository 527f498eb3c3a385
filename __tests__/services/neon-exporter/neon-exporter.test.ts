import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { neonMetrics } from "../../../services/neon-exporter/metrics";
import { type NeonUsage, readUsage } from "../../../services/neon-exporter/usage";
import { until } from "../../helpers/until";

const periodEnd = new Date("2026-12-01T00:00:00Z");
const usage: NeonUsage = { computeSeconds: 180_000, storageBytes: 250e6, transferBytes: 1e9, periodEnd };

/** Neon's API, as far as it is asked. */
let neon: Server;
let apiUrl: string;
let requests: { url?: string; authorization?: string }[] = [];
let answer: { status: number; body: object };
beforeAll(async () => {
  neon = createServer(({ url, headers }, response) => {
    requests.push({ url, authorization: headers.authorization });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });
  await once(neon.listen(0, "127.0.0.1"), "listening");
  const address = neon.address();
  apiUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/api/v2`;
});
afterAll(() => neon.close());
beforeEach(() => {
  requests = [];
  answer = {
    status: 200,
    body: {
      project: {
        id: "quiet-sea-1",
        compute_time_seconds: 180_000,
        synthetic_storage_size: 250e6,
        data_transfer_bytes: 1e9,
        consumption_period_end: "2026-12-01T00:00:00Z",
      },
    },
  };
});

describe("Neon's API", () => {
  const ask = () => readUsage({ apiUrl, projectId: "quiet-sea-1", apiKey: "secret-key" });

  test("is asked for one project, with the key", async () => {
    expect(await ask()).toEqual(usage);
    expect(requests).toEqual([{ url: "/api/v2/projects/quiet-sea-1", authorization: "Bearer secret-key" }]);
  });

  test.each([
    ["a refusal", 401, {}, "answered 401 for the project quiet-sea-1"],
    ["an answer of another kind", 200, { projects: [] }, "project"],
  ])("%s is an error that does not tell the key", async (_, status, body, message) => {
    answer = { status, body };
    const error = await ask().catch((reason: Error) => reason);
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain("secret-key");
  });
});

describe("the metrics", () => {
  const valuesOf = async (registry: ReturnType<typeof neonMetrics>) =>
    Object.fromEntries((await registry.getMetricsAsJSON()).map(({ name, values }) => [name, values[0]?.value]));
  let now = Date.parse("2026-11-25T12:00:00Z");
  beforeEach(() => jest.spyOn(Date, "now").mockImplementation(() => now));
  afterEach(() => jest.restoreAllMocks());
  const minutes = (count: number) => {
    now += count * 60_000;
  };

  test("tell nothing before Neon has answered, and never wait for it", async () => {
    const registry = neonMetrics(
      () => new Promise(() => {}),
      () => {},
    );
    expect(await valuesOf(registry)).toEqual({ freehold_neon_answered_timestamp_seconds: 0 });
  });

  test("show what it answered, and ask once an hour however often they are scraped", async () => {
    const read = jest.fn().mockResolvedValue(usage);
    const registry = neonMetrics(read, () => {});
    for (let scrape = 0; scrape < 5; scrape += 1) await registry.metrics();
    const first = now / 1_000;
    expect(await valuesOf(registry)).toEqual({
      freehold_neon_compute_seconds: 180_000,
      freehold_neon_storage_bytes: 250e6,
      freehold_neon_transfer_bytes: 1e9,
      freehold_neon_period_end_timestamp_seconds: periodEnd.getTime() / 1_000,
      freehold_neon_answered_timestamp_seconds: first,
    });
    minutes(59);
    await registry.metrics();
    expect(read).toHaveBeenCalledTimes(1);
    minutes(1);
    await registry.metrics();
    expect(read).toHaveBeenCalledTimes(2);
  });

  test("keep what was known while it does not answer, and ask again after five minutes", async () => {
    const read = jest.fn().mockResolvedValueOnce(usage).mockRejectedValue(new Error("away"));
    const failed = jest.fn();
    const registry = neonMetrics(read, failed);
    await registry.metrics();
    const answered = now / 1_000;
    minutes(60);
    await registry.metrics();
    minutes(4);
    await registry.metrics();
    expect(read).toHaveBeenCalledTimes(2);
    minutes(1);
    expect(await valuesOf(registry)).toMatchObject({
      freehold_neon_compute_seconds: 180_000,
      freehold_neon_answered_timestamp_seconds: answered,
    });
    expect(read).toHaveBeenCalledTimes(3);
    expect(failed).toHaveBeenCalledTimes(2);
  });
});

describe("the process", () => {
  const start = (environment: Record<string, string>) =>
    spawn(process.execPath, ["--import", "tsx", "services/neon-exporter/main.ts"], {
      env: { ...process.env, PORT: "0", NEON_API_URL: apiUrl, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });

  test("answers probes and scrapes, and ends when it is told to", async () => {
    const child = start({ NEON_PROJECT_ID: "quiet-sea-1", NEON_API_KEY: "secret-key" });
    let output = "";
    child.stdout.on("data", (text) => {
      output += text;
    });
    const url = await until("it is ready", () => /"url":"(http:[^"]+)"/.exec(output)?.[1]);
    for (const path of ["/healthz", "/readyz"]) expect((await fetch(url + path)).status).toBe(200);
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
    await until("it shows what Neon answered", async () =>
      (await (await fetch(`${url}/metrics`)).text()).includes("freehold_neon_compute_seconds 180000"),
    );
    expect(output).not.toContain("secret-key");
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("says at once all that is wrong, of the runtime's settings and of its own", async () => {
    const child = start({ HOST: "no host", NEON_PROJECT_ID: "", NEON_API_KEY: "key" });
    let output = "";
    child.stdout.on("data", (text) => {
      output += text;
    });
    expect(await once(child, "close")).toEqual([1, null]);
    expect(output).toContain("HOST: must be a host name or an address; NEON_PROJECT_ID: is missing");
  });
});

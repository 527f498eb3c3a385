import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { FastifyInstance } from "fastify";
import { startProxy, type TcpProxy } from "../../../../chaos/proxy";
import { definition } from "../../../../services/audit-consumer/definition";
import { type RunningHost, startHost } from "../../../../services/runtime/host/host";
import type { Service } from "../../../../services/runtime/host/service";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { silent, useDatabase } from "../../../helpers/database";
import { until } from "../../../helpers/until";

/** A transport that is away when a service starts. */
const db = useDatabase();
let proxy: TcpProxy;
let http: FastifyInstance;

const reader: Service = {
  definition,
  create: (context) => {
    http = context.http;
    return { consumer: { name: definition.name, subscribes: definition.subscribes, on: {} } };
  },
};

beforeEach(async () => {
  proxy = await startProxy(Number(new URL(db.url).port));
  proxy.cut();
});
afterEach(() => proxy.close());

function start(port = "0", signal?: AbortSignal): Promise<RunningHost> {
  const url = new URL(db.url);
  url.port = String(proxy.port);
  const settings = readSettings({ DATABASE_URL: url.href, PORT: port });
  return startHost({ services: [reader], settings, logger: silent, signal });
}
const probe = async (path: string) => (await fetch(`${http.listeningOrigin}${path}`)).status;

test("is waited for: the service is alive and not ready, and reads once the transport is there", async () => {
  const starting = start();
  await until("it has asked in vain, more than once", () => proxy.hit() > 3 && http.server.listening);
  expect(await probe("/healthz")).toBe(200);
  expect(await probe("/readyz")).toBe(503);
  proxy.restore();
  const host = await starting;
  await until("it is ready", async () => (await probe("/readyz")) === 200);
  const { rows } = await db.database.query("select topic from freehold.bus_offsets where consumer = $1", [
    definition.name,
  ]);
  expect(rows).toHaveLength(definition.subscribes.length);
  await host.stop();
});

test("is not waited for by a start that is interrupted, which leaves nothing open", async () => {
  const interruption = new AbortController();
  const refused = expect(start("0", interruption.signal)).rejects.toThrow("stop it");
  await until("it waits", () => proxy.hit() > 3 && http.server.listening);
  interruption.abort(new Error("stop it"));
  await refused;
  expect(http.server.listening).toBe(false);
});

test("is not waited for when the start has failed for another reason", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" ? `${address?.port}` : "";
  await expect(start(port)).rejects.toMatchObject({ code: "PORT_TAKEN" });
  other.close();
});

test("does not hold up a stop", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "services/audit-consumer/main.ts"], {
    env: { ...process.env, DATABASE_URL: "postgres://127.0.0.1:1/none", PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (text) => {
    output += text;
  });
  await until("it waits", () => output.includes("The first look at the transport failed"));
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { localDaprResources } from "../../dapr-components";
import { writeFiles } from "../../dapr-components/write-files";
import { describeReal } from "../helpers/real";
import { until } from "../helpers/until";

describeReal("daprd with the local components", ["daprd", "redis"], ({ daprd, redis }) => {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-daprd-"));
  const started: ChildProcess[] = [];
  const deliveries: { url: string; id: string }[] = [];
  let app: Server;
  let publisher: string;
  let subscriber: string;

  /** Fails twice, and then handles what it gets. */
  const handle = async (port: number): Promise<Server> => {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => {
        if (request.method !== "POST") return response.writeHead(404).end();
        deliveries.push({ url: request.url ?? "", id: JSON.parse(Buffer.concat(chunks).toString()).id });
        return response.writeHead(deliveries.length < 3 ? 500 : 200).end();
      });
    });
    await once(server.listen(port, "127.0.0.1"), "listening");
    return server;
  };

  /** A sidecar; its HTTP API's address. */
  const sidecar = async (appId: string, appPort?: number): Promise<string> => {
    const [http, grpc, internal, metrics, open] = await freePorts(5);
    const ports = { "dapr-http-port": http, "dapr-grpc-port": grpc, "dapr-internal-grpc-port": internal };
    const args = {
      ...{ "app-id": appId, ...(appPort && { "app-port": appPort }) },
      ...{ ...ports, "metrics-port": metrics, "dapr-public-port": open, "dapr-listen-addresses": "127.0.0.1" },
      ...{ "resources-path": path.join(folder, "resources"), config: path.join(folder, "config.yaml") },
    };
    started.push(
      spawn(
        daprd,
        Object.entries(args).flatMap(([name, value]) => [`--${name}`, String(value)]),
      ),
    );
    const url = `http://127.0.0.1:${http}/v1.0`;
    await until(`the sidecar of ${appId} is ready`, async () => {
      const health = await fetch(`${url}/healthz`).catch(() => undefined);
      return health?.status === 204;
    });
    return url;
  };

  const publish = (sidecarUrl: string, topic: string, id: string) =>
    fetch(`${sidecarUrl}/publish/pubsub/${topic}`, {
      method: "POST",
      headers: { "content-type": "application/cloudevents+json" },
      body: JSON.stringify({ specversion: "1.0", id, source: "/test", type: "test", data: {} }),
    });

  beforeAll(async () => {
    const [redisPort = 0, appPort = 0] = await freePorts(2);
    started.push(spawn(redis, ["--port", String(redisPort), "--save", "", "--dir", folder]));
    await until("Redis listens", () => listens(redisPort));
    const secretsFile = path.join(folder, "secrets.json");
    writeFiles(folder, localDaprResources({ redisHost: `127.0.0.1:${redisPort}`, secretsFile }));
    app = await handle(appPort);
    subscriber = await sidecar("audit-consumer", appPort);
    publisher = await sidecar("backend");
  });

  afterAll(async () => {
    const exits = started.map((child) => child.exitCode === null && once(child, "exit"));
    for (const child of started) child.kill();
    await Promise.all(exits);
    app.close();
    rmSync(folder, { recursive: true });
  });

  test("an event that its service gives back comes again until it is handled, and is not dead-lettered", async () => {
    expect((await publish(publisher, "task-events", "first")).status).toBe(204);
    await until("the event was handled", () => deliveries.length === 3);
    expect(deliveries).toEqual(Array(3).fill({ url: "/dapr/events/task-events", id: "first" }));
    const { subscriptions } = await metadata(subscriber);
    expect(subscriptions.map(({ topic }) => topic).sort()).toEqual(["reminders", "task-events"]);
  });

  test("a service publishes to the topics of the platform, and to nothing else", async () => {
    expect((await publish(publisher, "task-updates", "second")).status).toBe(204);
    expect((await publish(publisher, "surprise", "third")).status).toBe(403);
  });

  test("a service without a store has none", async () => {
    const { components } = await metadata(subscriber);
    expect(components.map(({ name }) => name)).toEqual(["pubsub"]);
  });
});

const metadataSchema = z.object({
  components: z.array(z.object({ name: z.string() })),
  subscriptions: z.array(z.object({ topic: z.string() })).default([]),
});

/** What a sidecar says that it has loaded. */
const metadata = async (sidecarUrl: string) =>
  metadataSchema.parse(await (await fetch(`${sidecarUrl}/metadata`)).json());

/** Ports that nobody listens on now. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await once(server.listen(0, "127.0.0.1"), "listening");
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === "object" && address ? address.port : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { z } from "zod";
import { localDaprResources } from "../../dapr-components";
import { startSidecar } from "../helpers/daprd";
import { freePort } from "../helpers/ports";
import { describeReal } from "../helpers/real";
import { type RunningRedis, startRedis } from "../helpers/redis";
import { until } from "../helpers/until";

describeReal("daprd with the local components", ["daprd", "redis"], ({ daprd, redis }) => {
  const stops: (() => Promise<unknown>)[] = [];
  const deliveries: { url: string; id: string }[] = [];
  let publisher: string;
  let subscriber: string;
  let broker: RunningRedis;

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

  const publish = (sidecarUrl: string, topic: string, id: string) =>
    fetch(`${sidecarUrl}/v1.0/publish/pubsub/${topic}`, {
      method: "POST",
      headers: { "content-type": "application/cloudevents+json" },
      body: JSON.stringify({ specversion: "1.0", id, source: "/test", type: "test", data: {} }),
    });

  beforeAll(async () => {
    broker = await startRedis(redis);
    stops.push(broker.stop);
    const appPort = await freePort();
    const app = await handle(appPort);
    stops.push(async () => app.close());
    // Neither of the two loads the state store, which alone reads a secret.
    const resources = localDaprResources({ redisHost: broker.host, secretsFile: "none.json" });
    const sidecar = async (appId: string, port?: number): Promise<string> => {
      const { url, ready, stop } = await startSidecar({ program: daprd, appId, appPort: port, resources });
      stops.push(stop);
      await ready();
      return url;
    };
    subscriber = await sidecar("audit-consumer", appPort);
    publisher = await sidecar("backend");
  });

  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  test("an event that its service does not acknowledge is redelivered until it is handled, and is not dead-lettered", async () => {
    expect((await publish(publisher, "task-events", "first")).status).toBe(204);
    // Redis hands the entry over again every 3 to 4 s. What waits in the sidecar by the time the event is handled, after
    // 10 s, comes as well, and is a duplicate to the inbox: how many deliveries there are in all is up to the clock.
    await until("the event was handled", () => deliveries.length >= 3);
    await until("the broker knows", () => broker.cli("xpending", "task-events", "audit-consumer").startsWith("0"));
    expect(new Set(deliveries.map(({ url, id }) => `${url} ${id}`))).toEqual(
      new Set(["/dapr/events/task-events first"]),
    );
    expect(broker.cli("xlen", "task-events.dlq")).toBe("0");
    const { subscriptions } = await metadata(subscriber);
    expect(subscriptions.map(({ topic }) => topic).sort()).toEqual(["reminders", "task-events"]);
  });

  test("a service publishes to the topics of the platform, and to nothing else", async () => {
    expect((await publish(publisher, "task-updates", "second")).status).toBe(204);
    expect((await publish(publisher, "surprise", "third")).status).toBe(403);
  });

  test("a service that dies while its sidecar starts gets its events when it is back", async () => {
    const appPort = await freePort();
    let probed = false;
    // The sidecar waits for a listener, which then answers no request.
    const first = createTcpServer((socket) => {
      probed = true;
      first.close();
      socket.destroy();
    });
    await once(first.listen(appPort, "127.0.0.1"), "listening");
    const resources = localDaprResources({ redisHost: broker.host, secretsFile: "none.json" });
    const sidecar = await startSidecar({ program: daprd, appId: "reminder-consumer", appPort, resources });
    stops.push(sidecar.stop);
    await sidecar.ready();
    expect(probed).toBe(true);
    const urls: (string | undefined)[] = [];
    const app = createServer(({ url, method }, response) => {
      if (method === "POST") urls.push(url);
      response.writeHead(method === "POST" ? 200 : 404).end();
    });
    await once(app.listen(appPort, "127.0.0.1"), "listening");
    stops.push(async () => app.close());
    expect((await publish(publisher, "task-events", "late")).status).toBe(204);
    await until("the event has come", () => urls.includes("/dapr/events/task-events"));
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
  metadataSchema.parse(await (await fetch(`${sidecarUrl}/v1.0/metadata`)).json());

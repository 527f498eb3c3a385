import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { cloudResourcesFor } from "../__tests__/helpers/cloud-resources";
import { startSidecar } from "../__tests__/helpers/daprd";
import { makeTopics, startKafka } from "../__tests__/helpers/kafka";
import { startRedis } from "../__tests__/helpers/redis";
import { localDaprResources } from "../dapr-components";
import type { DaprResource } from "../dapr-components/resources";
import { type ComponentName, findComponent, howToGet } from "../scripts/components";
import { needs } from "../services/audit-consumer/needs";
import type { FreeholdEvent } from "../services/contracts/envelope";
import { freePort } from "../services/local/free-port";
import { readSettings } from "../services/runtime/settings";
import { EmbeddedTransport } from "../services/runtime/transports/embedded";
import { KafkaTransport } from "../services/runtime/transports/kafka";
import type { ChaosDatabase } from "./database";
import { startProxy, type TcpProxy } from "./proxy";

export const transportNames = ["embedded", "kafka", "dapr-redis", "dapr-kafka"] as const;
export type TransportName = (typeof transportNames)[number];

/** A bus for the workload, with a proxy before its broker. */
export interface ChaosBus {
  /** What the service must be told to use it. */
  environment: Record<string, string>;
  proxy: TcpProxy;
  /** Rejects when the bus may not have them. */
  publish(events: readonly FreeholdEvent[]): Promise<void>;
  stop(): Promise<void>;
}

const silent = pino({ level: "silent" });
const topic = "task-events";
const tokens = { apiToken: "api-token-of-chaos", appToken: "app-token-of-chaos" };

/** @throws Error that says how to get a component that is missing */
export function startBus(name: TransportName, database: ChaosDatabase): Promise<ChaosBus> {
  switch (name) {
    case "embedded":
      return embedded(database);
    case "kafka":
      return kafka();
    case "dapr-redis":
      return dapr(database, redisBroker);
    case "dapr-kafka":
      return dapr(database, kafkaBroker);
  }
}

function programOf(name: ComponentName): string {
  const place = findComponent(name);
  if (!place) throw new Error(`${name} is missing: ${howToGet(name)}`);
  return place;
}

const outgoing = (events: readonly FreeholdEvent[]) =>
  events.map((event) => ({ topic, key: event.subject, event }) as const);

async function embedded({ url, proxy }: ChaosDatabase): Promise<ChaosBus> {
  const transport = new EmbeddedTransport(url, silent);
  return {
    environment: { FREEHOLD_TRANSPORT: "embedded" },
    proxy,
    publish: (events) => transport.publish(outgoing(events)),
    stop: () => transport.close(),
  };
}

const local = (port: number) => `127.0.0.1:${port}`;
const portOf = (address: string): number => Number(address.split(":")[1]);

/** Kafka with a proxy before each of its two doors. */
async function proxiedKafka() {
  const [plain, secured] = [await startProxy(), await startProxy()];
  const broker = await startKafka(programOf("kafka"), {
    advertised: { plain: local(plain.port), secured: local(secured.port) },
  });
  plain.target = portOf(broker.brokers);
  secured.target = portOf(broker.secured.brokers);
  await makeTopics(local(plain.port));
  return {
    plain,
    secured,
    credentials: broker.secured,
    stop: async () => {
      await Promise.all([plain.close(), secured.close()]);
      await broker.stop();
    },
  };
}

async function kafka(): Promise<ChaosBus> {
  const { plain, stop } = await proxiedKafka();
  const environment = { FREEHOLD_TRANSPORT: "kafka", KAFKA_BROKERS: local(plain.port) };
  const transport = new KafkaTransport(readSettings(environment).kafka, "chaos", silent);
  return {
    environment,
    proxy: plain,
    publish: (events) => transport.publish(outgoing(events)),
    stop: async () => {
      await transport.close();
      await stop();
    },
  };
}

interface DaprBroker {
  proxy: TcpProxy;
  resources: DaprResource[];
  /** Further environment variables of the sidecars. */
  environment?: Record<string, string>;
  stop(): Promise<void>;
}

async function redisBroker(folder: string, databaseUrl: string): Promise<DaprBroker> {
  const redis = await startRedis(programOf("redis"));
  const proxy = await startProxy(portOf(redis.host));
  const secretsFile = path.join(folder, "secrets.json");
  writeFileSync(secretsFile, JSON.stringify({ database: { "direct-url": databaseUrl } }), { mode: 0o600 });
  return {
    proxy,
    resources: localDaprResources({ redisHost: local(proxy.port), secretsFile }),
    stop: async () => {
      await proxy.close();
      await redis.stop();
    },
  };
}

async function kafkaBroker(folder: string, databaseUrl: string): Promise<DaprBroker> {
  const { secured, credentials, stop } = await proxiedKafka();
  const { username, password, certificateFile } = credentials;
  const key = (name: string) => ({ name: "redpanda", key: name });
  const resources = cloudResourcesFor(folder, {
    broker: {
      kind: "redpanda",
      ...{ brokers: key("brokers"), username: key("username"), password: key("password") },
      mechanism: "scram-sha-256",
    },
    secrets: {
      redpanda: { brokers: local(secured.port), username, password },
      database: { "direct-url": databaseUrl },
    },
  });
  return { proxy: secured, resources, environment: { SSL_CERT_FILE: certificateFile }, stop };
}

/** A sidecar for the workload, and one through which the input comes. */
async function dapr(
  { url }: ChaosDatabase,
  startBroker: (folder: string, databaseUrl: string) => Promise<DaprBroker>,
): Promise<ChaosBus> {
  const program = programOf("daprd");
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-chaos-dapr-"));
  const { proxy, resources, environment, stop } = await startBroker(folder, url);
  const [appPort, httpPort] = [await freePort(), await freePort()];
  const shared = { program, resources, ...tokens, environment };
  const publisher = await startSidecar({ ...shared, appId: "backend" });
  await publisher.ready();
  const subscriber = await startSidecar({ ...shared, appId: needs.name, appPort, httpPort });
  const publish = async (event: FreeholdEvent) => {
    const response = await fetch(
      `${publisher.url}/v1.0/publish/pubsub/${topic}?metadata.partitionKey=${event.subject}`,
      {
        method: "POST",
        headers: { "content-type": "application/cloudevents+json", "dapr-api-token": tokens.apiToken },
        body: JSON.stringify(event),
        signal: AbortSignal.timeout(10_000),
      },
    );
    if (!response.ok) throw new Error(`The sidecar refused an event: ${response.status} ${await response.text()}`);
  };
  return {
    environment: {
      FREEHOLD_TRANSPORT: "dapr",
      PORT: String(appPort),
      DAPR_HTTP_PORT: String(httpPort),
      DAPR_API_TOKEN: tokens.apiToken,
      APP_API_TOKEN: tokens.appToken,
    },
    proxy,
    publish: async (events) => {
      for (const event of events) await publish(event);
    },
    stop: async () => {
      await Promise.all([publisher.stop(), subscriber.stop()]);
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

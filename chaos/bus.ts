import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Kafka, logLevel } from "kafkajs";
import pg from "pg";
import { pino } from "pino";
import { cloudResourcesFor } from "../__tests__/helpers/cloud-resources";
import { startSidecar } from "../__tests__/helpers/daprd";
import { makeTopics, startKafka } from "../__tests__/helpers/kafka";
import { startRedis } from "../__tests__/helpers/redis";
import { localDaprResources } from "../dapr-components";
import type { DaprResource } from "../dapr-components/resources";
import { type ComponentName, findComponent, howToGet } from "../scripts/components";
import type { FreeholdEvent } from "../services/contracts/envelope";
import type { ServiceName } from "../services/contracts/needs";
import { freePort } from "../services/local/free-port";
import { readSettings } from "../services/runtime/settings";
import { keepingTrace } from "../services/runtime/transports/dapr";
import { EmbeddedTransport } from "../services/runtime/transports/embedded";
import { KafkaTransport } from "../services/runtime/transports/kafka";
import { startProxy, type TcpProxy } from "./proxy";

export const transportNames = ["embedded", "kafka", "dapr-redis", "dapr-kafka"] as const;
export type TransportName = (typeof transportNames)[number];

/** A replica's place at the bus. */
export interface Place {
  /** What the service must be told to use the bus. */
  environment: Record<string, string>;
  /** Takes away what stands beside the replica. */
  stop(): Promise<void>;
}

/** A bus for the workload, with a proxy before its broker. */
export interface ChaosBus {
  proxy: TcpProxy;
  /** Makes a place for a replica, which may end and start there again; with Dapr it is a sidecar. */
  placeFor(service: ServiceName): Promise<Place>;
  /** Rejects when the bus may not have them. */
  publish(events: readonly FreeholdEvent[]): Promise<void>;
  /** Puts anything at all on the topic task-events, as somebody could who has nothing to do with us. */
  publishRaw(body: string): Promise<void>;
  stop(): Promise<void>;
}

const silent = pino({ level: "silent" });
const topic = "task-events";
const tokens = { apiToken: "api-token-of-chaos", appToken: "app-token-of-chaos" };

/** The database that the embedded bus lives in, and that Dapr keeps its state in. */
interface ProxiedDatabase {
  url: string;
  proxy: TcpProxy;
}

/** @throws Error that says how to get a component that is missing */
export function startBus(name: TransportName, database: ProxiedDatabase): Promise<ChaosBus> {
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

async function embedded({ url, proxy }: ProxiedDatabase): Promise<ChaosBus> {
  const transport = new EmbeddedTransport(url, silent);
  return {
    proxy,
    placeFor: async () => placeOf({ FREEHOLD_TRANSPORT: "embedded" }),
    publish: (events) => transport.publish(outgoing(events)),
    publishRaw: (body) => appendRaw(url, body),
    stop: () => transport.close(),
  };
}

const placeOf = (environment: Place["environment"]): Place => ({ environment, stop: async () => {} });

/** The log keeps JSON only: what is none is there as a string. */
async function appendRaw(url: string, body: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const isJson = body.startsWith("{");
  await client.query("insert into freehold.bus_log (topic, event) values ($1, $2)", [
    topic,
    isJson ? body : JSON.stringify(body),
  ]);
  await client.query("select pg_notify('freehold_bus', $1)", [topic]);
  await client.end();
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
    proxy: plain,
    placeFor: async () => placeOf(environment),
    publish: (events) => transport.publish(outgoing(events)),
    publishRaw: async (value) => {
      const producer = new Kafka({ brokers: [local(plain.port)], logLevel: logLevel.NOTHING }).producer();
      await producer.connect();
      await producer.send({ topic, messages: [{ key: "raw", value }] });
      await producer.disconnect();
    },
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

/** A sidecar for each replica, and one through which the input comes. */
async function dapr(
  { url }: ProxiedDatabase,
  startBroker: (folder: string, databaseUrl: string) => Promise<DaprBroker>,
): Promise<ChaosBus> {
  const program = programOf("daprd");
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-chaos-dapr-"));
  const { proxy, resources, environment, stop } = await startBroker(folder, url);
  const shared = { program, resources, ...tokens, environment };
  const publisher = await startSidecar({ ...shared, appId: "backend" });
  await publisher.ready();
  const publish = async (contentType: string, body: string, metadata: Record<string, string>) => {
    const query = new URLSearchParams(metadata);
    const response = await fetch(`${publisher.url}/v1.0/publish/pubsub/${topic}?${query}`, {
      method: "POST",
      headers: { "content-type": contentType, "dapr-api-token": tokens.apiToken },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`The sidecar refused an event: ${response.status} ${await response.text()}`);
  };
  return {
    proxy,
    placeFor: async (appId) => {
      const [appPort, httpPort] = [await freePort(), await freePort()];
      const pod = { ...environment, POD_NAME: `${appId}-${appPort}` };
      const sidecar = await startSidecar({ ...shared, appId, appPort, httpPort, environment: pod });
      return {
        environment: {
          FREEHOLD_TRANSPORT: "dapr",
          PORT: String(appPort),
          DAPR_HTTP_PORT: String(httpPort),
          DAPR_API_TOKEN: tokens.apiToken,
          APP_API_TOKEN: tokens.appToken,
        },
        stop: sidecar.stop,
      };
    },
    publish: async (events) => {
      for (const event of events) {
        await publish("application/cloudevents+json", JSON.stringify(keepingTrace(event)), {
          "metadata.partitionKey": event.subject,
        });
      }
    },
    publishRaw: (body) =>
      publish(body.startsWith("{") ? "application/json" : "text/plain", body, { "metadata.partitionKey": "raw" }),
    stop: async () => {
      await publisher.stop();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

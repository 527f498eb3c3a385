import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { redpandaResourcesFor } from "../__tests__/helpers/cloud-resources";
import { startSidecar } from "../__tests__/helpers/daprd";
import { freePort } from "../__tests__/helpers/ports";
import { startRedis } from "../__tests__/helpers/redis";
import { localDaprResources } from "../dapr-components";
import type { DaprResource } from "../dapr-components/resources";
import { programOf } from "../scripts/components/find";
import { readSettings } from "../services/runtime/settings/settings";
import { keepingTrace } from "../services/runtime/transports/dapr-parcels";
import { local, portOf, proxiedKafka } from "./kafka-transport";
import { startProxy, type TcpProxy } from "./proxy";
import {
  type BrokerItself,
  type ChaosTransport,
  type Destination,
  isObject,
  outgoing,
  type ProxiedDatabase,
  topic,
} from "./transport";

const tokens = { apiToken: "api-token-of-chaos", appToken: "app-token-of-chaos" };

interface DaprBroker extends BrokerItself {
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
    put: async (value) => void redis.cli("XADD", topic, "*", "data", value),
    places: { kafka: readSettings({}).kafka, redis: redis.host },
    stop: async () => {
      await proxy.close();
      await redis.stop();
    },
  };
}

async function kafkaBroker(folder: string, databaseUrl: string): Promise<DaprBroker> {
  const { plain, secured, credentials, put, stop } = await proxiedKafka();
  const { username, password, certificateFile } = credentials;
  const resources = redpandaResourcesFor(folder, { brokers: local(secured.port), username, password }, databaseUrl);
  const { kafka } = readSettings({ KAFKA_BROKERS: local(plain.port) });
  return {
    proxy: secured,
    resources,
    environment: { SSL_CERT_FILE: certificateFile },
    put,
    places: { kafka, redis: undefined },
    stop,
  };
}

/** A sidecar for each replica, and one through which the input comes. */
async function dapr(
  { url }: ProxiedDatabase,
  startBroker: (folder: string, databaseUrl: string) => Promise<DaprBroker>,
): Promise<ChaosTransport> {
  const program = programOf("daprd");
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-chaos-dapr-"));
  const { proxy, resources, environment, stop, ...broker } = await startBroker(folder, url);
  const shared = { program, resources, ...tokens, environment };
  const publisher = await startSidecar({ ...shared, appId: "backend" });
  await publisher.ready();
  const publish = async (contentType: string, body: string | Buffer, { topic: name, key }: Required<Destination>) => {
    const query = new URLSearchParams({ "metadata.partitionKey": key });
    const response = await fetch(`${publisher.url}/v1.0/publish/pubsub/${name}?${query}`, {
      method: "POST",
      headers: { "content-type": contentType, "dapr-api-token": tokens.apiToken },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`The sidecar refused an event: ${response.status} ${await response.text()}`);
  };
  return {
    proxy,
    broker,
    placeFor: async (appId) => {
      const [appPort, httpPort] = [await freePort(), await freePort()];
      const pod = { ...environment, POD_NAME: `${appId}-${appPort}` };
      const start = () => startSidecar({ ...shared, appId, appPort, httpPort, environment: pod });
      let sidecar = await start();
      return {
        environment: {
          FREEHOLD_TRANSPORT: "dapr",
          PORT: String(appPort),
          DAPR_HTTP_PORT: String(httpPort),
          DAPR_API_TOKEN: tokens.apiToken,
          APP_API_TOKEN: tokens.appToken,
        },
        killSidecar: async () => {
          const ended = await sidecar.stop("SIGKILL");
          if (ended !== "SIGKILL") throw new Error(`The sidecar ended by ${ended} before it was killed`);
          sidecar = await start();
        },
        stop: async () => void (await sidecar.stop()),
      };
    },
    publish: async (events, to) => {
      for (const { event, ...place } of outgoing(events, to))
        await publish("application/cloudevents+json", JSON.stringify(keepingTrace(event)), place);
    },
    publishRaw: (body) => publish(isObject(body) ? "application/json" : "text/plain", body, { topic, key: "raw" }),
    stop: async () => {
      await publisher.stop();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Dapr with Redis Streams behind it, as on this machine. */
export const daprOnRedis = (database: ProxiedDatabase): Promise<ChaosTransport> => dapr(database, redisBroker);

/** Dapr with Kafka behind it, by the resources of the cloud: SASL over TLS, as Redpanda serves it. */
export const daprOnKafka = (database: ProxiedDatabase): Promise<ChaosTransport> => dapr(database, kafkaBroker);

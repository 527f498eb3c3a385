import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DaprResource } from "../../dapr-components/resources";
import { definition } from "../../services/audit-consumer/definition";
import type { Topic } from "../../services/contracts/topics";
import { createHttp } from "../../services/runtime/http/http";
import { readSettings } from "../../services/runtime/settings/settings";
import { Metrics } from "../../services/runtime/telemetry/metrics";
import { DaprTransport } from "../../services/runtime/transports/dapr";
import { redpandaResourcesFor } from "./cloud-resources";
import { startSidecar } from "./daprd";
import { silent } from "./database";
import { makeTopics, startKafka } from "./kafka";
import { freePort } from "./ports";

/** What the app of the sidecar subscribes to. */
export const subscribed: readonly Topic[] = definition.subscribes.map(({ topic }) => topic);

/**
 * A real sidecar with the cloud's resources on a real Kafka, subscribed already, whose app is away until `listen`.
 * @param change what is other with its resources
 */
export async function startKafkaSidecar(
  { daprd, kafka }: { daprd: string; kafka: string },
  change: (resource: DaprResource) => DaprResource = (resource) => resource,
) {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-sidecar-"));
  const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const broker = await startKafka(kafka);
    stops.push(broker.stop);
    await makeTopics(broker.brokers);
    const { certificateFile, ...redpanda } = broker.secured;
    const [appPort, httpPort] = [await freePort(), await freePort()];
    const resources = redpandaResourcesFor(folder, redpanda, "postgres://127.0.0.1/none").map(change);
    const sidecar = await startSidecar({
      ...{ program: daprd, appId: definition.name, appPort, httpPort, resources },
      environment: { SSL_CERT_FILE: certificateFile },
    });
    stops.push(sidecar.stop);
    // The sidecar subscribes when it has seen the app.
    const first = createServer((socket) => socket.destroy()).listen(appPort, "127.0.0.1");
    await sidecar.ready();
    first.close();
    await once(first, "close");

    const http = createHttp(silent, new Metrics(), () => true);
    stops.push(() => http.close());
    const transport = new DaprTransport(readSettings({ DAPR_HTTP_PORT: String(httpPort) }).dapr, http);
    return {
      ...{ sidecar, resources, transport, stop },
      /** The app is there from now on: it takes every event, and tells its id. */
      listen: async (take: (topic: Topic, id: unknown) => void) => {
        await transport.subscribe({
          ...{ topics: subscribed, consumer: definition.name, delivery: "shared" },
          deliver: async (topic, [raw]) => {
            take(topic, JSON.parse(String(raw)).id);
            return "ack";
          },
        });
        await http.listen({ host: "127.0.0.1", port: appPort });
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

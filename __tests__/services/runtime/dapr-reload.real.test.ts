import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DaprResource } from "../../../dapr-components/resources";
import { writeFiles } from "../../../dapr-components/write-files";
import { needs } from "../../../services/audit-consumer/needs";
import { createHttp } from "../../../services/runtime/http";
import { Metrics } from "../../../services/runtime/metrics";
import { readSettings } from "../../../services/runtime/settings";
import { DaprTransport } from "../../../services/runtime/transports/dapr";
import { redpandaResourcesFor } from "../../helpers/cloud-resources";
import { startSidecar } from "../../helpers/daprd";
import { silent } from "../../helpers/database";
import { aTask, created } from "../../helpers/events";
import { makeTopics, startKafka } from "../../helpers/kafka";
import { freePort } from "../../helpers/ports";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";

const topics = needs.subscribes.map(({ topic }) => topic);
/** Milliseconds in which a sidecar that takes changes over has done so: it does within a second. */
const reload = 5_000;

describeReal("Dapr and a subscription that changes", ["daprd", "kafka"], ({ daprd, kafka }) => {
  const stops: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  test("a sidecar goes on consuming when another service subscribes to the same topics", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-reload-"));
    stops.push(async () => rmSync(folder, { recursive: true, force: true }));
    const broker = await startKafka(kafka);
    stops.push(broker.stop);
    await makeTopics(broker.brokers);
    const { certificateFile, ...redpanda } = broker.secured;
    const [appPort, httpPort] = [await freePort(), await freePort()];
    const resources = redpandaResourcesFor(folder, redpanda, "postgres://127.0.0.1/none");
    const sidecar = await startSidecar({
      ...{ program: daprd, appId: needs.name, appPort, httpPort, resources },
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
    const seen = new Set<unknown>();
    await transport.subscribe({
      ...{ topics, consumer: needs.name, delivery: "shared" },
      deliver: async (_topic, [raw]) => {
        seen.add(JSON.parse(String(raw)).id);
        return "ack";
      },
    });
    await http.listen({ host: "127.0.0.1", port: appPort });
    const areSeen = async () => {
      const events = topics.map((topic) => ({ topic, event: created(aTask()) }));
      await transport.publish(events.map(({ topic, event }) => ({ topic, key: event.subject, event })));
      await until("an event of each topic has come", () => events.every(({ event }) => seen.has(event.id)), 30);
    };
    await areSeen();
    writeFiles(sidecar.folder, resources.filter(isSubscription).map(withAnotherSubscriber));
    await new Promise((resolve) => setTimeout(resolve, reload));
    await areSeen();
  });
});

const isSubscription = (resource: DaprResource) => resource.kind === "Subscription";

const withAnotherSubscriber = (resource: DaprResource): DaprResource =>
  "scopes" in resource ? { ...resource, scopes: [...resource.scopes, "frontend"] } : resource;

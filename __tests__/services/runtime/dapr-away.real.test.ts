import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DaprResource } from "../../../dapr-components/resources";
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
/** So many tries that deliveries of several partitions surely fail in the same moment. */
const tries = 10_000;

describeReal("Dapr and an app that is away", ["daprd", "kafka"], ({ daprd, kafka }) => {
  const stops: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  test("no event is lost, however many deliveries fail at once", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-away-"));
    stops.push(async () => rmSync(folder, { recursive: true, force: true }));
    const broker = await startKafka(kafka);
    stops.push(broker.stop);
    await makeTopics(broker.brokers);
    const { certificateFile, ...redpanda } = broker.secured;
    const [appPort, httpPort] = [await freePort(), await freePort()];
    const resources = redpandaResourcesFor(folder, redpanda, "postgres://127.0.0.1/none").map(retryingAtOnce);
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
    const events = Array.from({ length: 60 }, () => created(aTask()));
    await transport.publish(events.flatMap((event) => topics.map((topic) => ({ topic, key: event.subject, event }))));
    const failed = () => sidecar.output().split("encountered a retriable error").length - 1;
    await until(`${tries} deliveries have failed`, () => failed() >= tries);

    const seen = Object.fromEntries(topics.map((topic) => [topic, new Set<unknown>()]));
    await transport.subscribe({
      ...{ topics, consumer: needs.name, delivery: "shared" },
      deliver: async (topic, [raw]) => {
        seen[topic]?.add(JSON.parse(String(raw)).id);
        return "ack";
      },
    });
    await http.listen({ host: "127.0.0.1", port: appPort });
    const isWhole = () => topics.every((topic) => seen[topic]?.size === events.length);
    await until("every event has come, on every topic", isWhole);
  });
});

/** The same resource, with no wait before a delivery is tried again. */
const retryingAtOnce = (resource: DaprResource): DaprResource => {
  if (resource.kind !== "Resiliency") return resource;
  const { policies } = resource.spec;
  const atOnce = Object.entries(policies.retries).map(([name, retry]) => [name, { ...retry, duration: "1ms" }]);
  return { ...resource, spec: { ...resource.spec, policies: { ...policies, retries: Object.fromEntries(atOnce) } } };
};

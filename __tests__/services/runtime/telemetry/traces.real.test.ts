import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { environment as notification } from "../../../../services/notification/definition";
import { redpandaResourcesFor } from "../../../helpers/cloud-resources";
import { startCollector } from "../../../helpers/collector";
import { startDaprPlatform } from "../../../helpers/dapr-platform";
import { type TestDatabase, useDatabase } from "../../../helpers/database";
import { makeTopics, startKafka } from "../../../helpers/kafka";
import { startOn } from "../../../helpers/platform";
import { describeReal } from "../../../helpers/real";
import { expectOneTree, makeJourney, startReceiver } from "../../../helpers/traced-journey";

type Stops = (() => unknown)[];

describeReal("Apache Kafka", ["kafka"], ({ kafka }) =>
  oneTree("kafka", async (db, environment, stops) => {
    const broker = await startKafka(kafka);
    stops.push(broker.stop);
    await makeTopics(broker.brokers);
    const host = await startOn(db.url, {
      ...environment,
      FREEHOLD_TRANSPORT: "kafka",
      KAFKA_BROKERS: broker.brokers,
    });
    stops.push(host.stop);
    return host.url;
  }),
);

describeReal("Dapr on Apache Kafka", ["daprd", "kafka"], ({ daprd, kafka }) =>
  oneTree("dapr", async (db, environment, stops) => {
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-traces-"));
    stops.push(() => rmSync(folder, { recursive: true, force: true }));
    const { brokers, secured, stop } = await startKafka(kafka);
    await makeTopics(brokers);
    const { certificateFile, ...redpanda } = secured;
    const resources = redpandaResourcesFor(folder, redpanda, db.url);
    const platform = await startDaprPlatform({
      ...{ daprd, databaseUrl: db.url, apiToken: "api-token-of-the-sidecar", appToken: "app-token-of-the-service" },
      broker: { stop, resources, environment: { SSL_CERT_FILE: certificateFile } },
      environment,
    });
    stops.push(stop, platform.stop);
    return platform.services.find(({ name }) => name === "backend")?.url ?? "";
  }),
);

/**
 * Across a broker a task's way is one trace too.
 * @param startPlatform answers the URL of its API, and adds what has to be stopped
 */
function oneTree(
  system: string,
  startPlatform: (db: TestDatabase, environment: Record<string, string>, stops: Stops) => Promise<string>,
): void {
  const db = useDatabase();
  const stops: Stops = [];
  db.closeFirst(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  test("a task's way from the request to the webhook of its next reminder is one trace", async () => {
    const [collector, receiver] = await Promise.all([startCollector(), startReceiver()]);
    stops.push(collector.stop, receiver.stop);
    const environment = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      [notification.channels]: "webhook",
      [notification.webhookUrl]: receiver.url,
    };
    const spans = await expectOneTree(collector.spans, await makeJourney(await startPlatform(db, environment, stops)));
    const sent = spans.filter(({ name }) => name.startsWith("send"));
    expect(new Set(sent.map(({ attributes }) => attributes["messaging.system"]))).toEqual(new Set([system]));
  });
}

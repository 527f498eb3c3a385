import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { DaprResource } from "../../../../dapr-components/resources";
import { definition } from "../../../../services/audit-consumer/definition";
import { timeBudgets } from "../../../../services/contracts/time-budgets";
import { startHost } from "../../../../services/runtime/host/host";
import type { Service } from "../../../../services/runtime/host/service";
import { createHttp } from "../../../../services/runtime/http/http";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { DaprTransport } from "../../../../services/runtime/transports/dapr";
import { cloudResourcesFor, redpandaResourcesFor } from "../../../helpers/cloud-resources";
import { startSidecar } from "../../../helpers/daprd";
import { silent, useDatabase } from "../../../helpers/database";
import { aTask, created } from "../../../helpers/events";
import { makeTopics, startKafka } from "../../../helpers/kafka";
import { freePort } from "../../../helpers/ports";
import { describeReal } from "../../../helpers/real";
import { startRedis } from "../../../helpers/redis";
import { until } from "../../../helpers/until";

/**
 * Milliseconds by which an event may be handled after a later one, beside the time that a replica took to stop, which tells how
 * busy this machine is: twice what a planned restart may cost. What a sidecar leaves behind came a minute later before.
 */
const longestDelay = 10_000;
/** Events that wait at any moment: more than a sidecar fetches, so that it always leaves some behind. */
const waiting = 40;
const handling = 10;

interface Broker {
  resources: DaprResource[];
  environment?: Record<string, string>;
}

function restarts(daprd: string, startBroker: (folder: string, stops: (() => Promise<unknown>)[]) => Promise<Broker>) {
  const db = useDatabase();
  const stops: (() => Promise<unknown>)[] = [];
  db.closeFirst(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  test("delays no event, though the sidecar has fetched some that it has not delivered", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-restart-"));
    stops.push(async () => rmSync(folder, { recursive: true }));
    const { resources, environment } = await startBroker(folder, stops);
    const sent = new Set<string>();
    const handled = new Map<string, number>();
    const slow: Service = {
      definition,
      create: () => ({
        consumer: {
          ...{ name: definition.name, subscribes: definition.subscribes },
          on: {
            "freehold.task.created.v1": async ({ id }) => {
              await pause(handling);
              handled.set(id, performance.now());
            },
          },
        },
      }),
    };
    const replica = async () => {
      const [appPort, httpPort] = [await freePort(), await freePort()];
      const host = await startHost({
        services: [slow],
        settings: readSettings({
          ...{ FREEHOLD_TRANSPORT: "dapr", DATABASE_URL: db.url, PORT: String(appPort) },
          ...{ DAPR_HTTP_PORT: String(httpPort), DAPR_DRAIN_SECONDS: String(timeBudgets.maxDrainSeconds) },
        }),
        logger: silent,
      });
      const sidecar = await startSidecar({
        ...{ program: daprd, appId: definition.name, appPort, httpPort, resources, environment },
        flags: { "dapr-block-shutdown-duration": `${timeBudgets.sidecarApiSeconds}s` },
      });
      await until("the replica is ready", async () => (await fetch(`${host.url}/readyz`)).status === 200);
      // As Kubernetes ends a pod: both are told at the same moment.
      return () => Promise.all([host.stop(), sidecar.stop()]);
    };

    const publisher = await startSidecar({ program: daprd, appId: "backend", resources, environment });
    stops.push(() => publisher.stop());
    await publisher.ready();
    const http = createHttp(silent, new Metrics(), () => true);
    const transport = new DaprTransport(readSettings({ DAPR_HTTP_PORT: new URL(publisher.url).port }).dapr, http);
    let stopReplica = await replica();
    let publishing = true;
    const publish = async () => {
      while (publishing) {
        const event = created(aTask());
        sent.add(event.id);
        await transport.publish([{ topic: "task-events", key: event.subject, event }]);
        await until("few wait", () => sent.size - handled.size < waiting, 120);
      }
    };
    const published = publish();
    let longestStop = 0;
    for (let restart = 0; restart < 3; restart += 1) {
      const before = handled.size;
      await until("events are handled", () => handled.size > before + 100, 120);
      const stopOld = stopReplica;
      stopReplica = await replica();
      const began = performance.now();
      await stopOld();
      longestStop = Math.max(longestStop, performance.now() - began);
    }
    publishing = false;
    await published;
    await until("every event is handled", () => handled.size === sent.size, 120);
    await stopReplica();
    let earliestLater = Number.POSITIVE_INFINITY;
    const delays = [...sent].reverse().map((id) => {
      const at = handled.get(id) ?? 0;
      const delay = Math.max(0, at - earliestLater);
      earliestLater = Math.min(earliestLater, at);
      return Math.round(delay);
    });
    const most = Math.round(longestDelay + longestStop);
    expect({ most, later: delays.filter((delay) => delay > most) }).toEqual({ most, later: [] });
    console.info(`${Math.max(...delays)} ms at most, of ${sent.size} events; ${most} ms are allowed`);
  });
}

describeReal("A planned restart of a subscriber on Redis", ["daprd", "redis"], ({ daprd, redis: program }) => {
  restarts(daprd, async (folder, stops) => {
    const redis = await startRedis(program);
    stops.push(redis.stop);
    const resources = cloudResourcesFor(folder, {
      broker: { kind: "redis", host: redis.host },
      secrets: { database: { "direct-url": "postgres://127.0.0.1/none" } },
    });
    return { resources };
  });
});

describeReal("A planned restart of a subscriber on Kafka", ["daprd", "kafka"], ({ daprd, kafka }) => {
  restarts(daprd, async (folder, stops) => {
    const broker = await startKafka(kafka);
    stops.push(broker.stop);
    await makeTopics(broker.brokers);
    const { certificateFile, ...redpanda } = broker.secured;
    const resources = redpandaResourcesFor(folder, redpanda, "postgres://127.0.0.1/none");
    return { resources, environment: { SSL_CERT_FILE: certificateFile } };
  });
});

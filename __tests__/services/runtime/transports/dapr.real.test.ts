import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { localDaprResources } from "../../../../dapr-components";
import { redpandaResourcesFor } from "../../../helpers/cloud-resources";
import { type DaprBroker, startDaprPlatform } from "../../../helpers/dapr-platform";
import { type TestDatabase, useDatabase } from "../../../helpers/database";
import { aTask, created } from "../../../helpers/events";
import { makeTopics, startKafka } from "../../../helpers/kafka";
import { apiClient } from "../../../helpers/platform";
import { describeReal } from "../../../helpers/real";
import { startRedis } from "../../../helpers/redis";
import { until } from "../../../helpers/until";

const apiToken = "api-token-of-the-sidecar";
const appToken = "app-token-of-the-service";

describeReal("Dapr with the local components on Redis Streams", ["daprd", "redis"], ({ daprd, redis }) =>
  thePlatform(daprd, async ({ db, folder }) => {
    const server = await startRedis(redis);
    const secretsFile = path.join(folder, "secrets.json");
    writeFileSync(secretsFile, JSON.stringify({ database: { "direct-url": db.url } }));
    return { stop: server.stop, resources: localDaprResources({ redisHost: server.host, secretsFile }) };
  }),
);

describeReal("Dapr with the cloud's components on Kafka with SASL and TLS", ["daprd", "kafka"], ({ daprd, kafka }) =>
  thePlatform(daprd, async ({ db, folder }) => {
    const { brokers, secured, stop } = await startKafka(kafka);
    await makeTopics(brokers);
    const { certificateFile, ...redpanda } = secured;
    const resources = redpandaResourcesFor(folder, redpanda, db.url);
    return { stop, resources, environment: { SSL_CERT_FILE: certificateFile } };
  }),
);

type StartBroker = (place: { db: TestDatabase; folder: string }) => Promise<DaprBroker>;

/** What must hold for the platform beside real sidecars, whatever the broker behind them. */
function thePlatform(daprd: string, startBroker: StartBroker): void {
  const db = useDatabase();
  const stops: (() => Promise<unknown>)[] = [];
  db.closeFirst(async () => {
    for (const stop of stops.reverse()) await stop();
  });
  const urls = new Map<string, string>();
  const sidecars = new Map<string, string>();

  beforeAll(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-secrets-"));
    stops.push(async () => rmSync(folder, { recursive: true, force: true }));
    const broker = await startBroker({ db, folder });
    stops.push(broker.stop);
    const platform = await startDaprPlatform({ daprd, databaseUrl: db.url, broker, apiToken, appToken });
    stops.push(platform.stop);
    for (const { name, url, sidecar } of platform.services) {
      urls.set(name, url);
      if (sidecar) sidecars.set(name, sidecar.url);
    }
  });

  const urlOf = (name: string): string => urls.get(name) ?? "";

  test("the whole platform runs on it: each service beside its own sidecar, every step once", async () => {
    const api = apiClient(urlOf("backend"));
    const task = await api.create({
      title: "Water the plants",
      dueAt: "2025-11-01T13:00:00Z",
      reminders: [{ minutesBefore: 30 }],
      recurrence: { rrule: "FREQ=DAILY", timeZone: "America/New_York" },
    });
    const types = async () =>
      (await api.history(task.id).catch(() => [])).map(({ type }) => type.replace("freehold.", ""));
    await until("the reminder has fired", async () => (await types()).includes("reminder.due.v1"));
    await api.complete(task.id);
    const next = await until("the next occurrence is there", async () => (await api.list("status=open"))[0]);
    expect(next.dueAt).toBe("2025-11-02T14:00:00.000Z");
    await until("the history is whole", async () => (await types()).length === 4);
    expect(await types()).toEqual(["task.created.v1", "reminder.scheduled.v1", "reminder.due.v1", "task.completed.v1"]);
    const notified = await until("the notification is there", async () => {
      const { rows } = await db.database.query("select title from freehold.notifications where task_id = $1", [
        task.id,
      ]);
      return rows.length > 0 ? rows : undefined;
    });
    expect(notified).toEqual([{ title: "Water the plants" }]);
  });

  test("an event that a sidecar is given five times has one effect, with its id, subject and trace as they were", async () => {
    const task = aTask();
    const event = created(task);
    for (let delivery = 0; delivery < 5; delivery += 1) {
      const response = await fetch(`${sidecars.get("backend")}/v1.0/publish/pubsub/task-events`, {
        method: "POST",
        headers: { "content-type": "application/cloudevents+json", "dapr-api-token": apiToken },
        body: JSON.stringify(event),
      });
      expect(response.status).toBe(204);
    }
    const rows = await until("it is in the history", async () => {
      const found = await db.database.query("select event_id, type from freehold.audit_entries where task_id = $1", [
        task.id,
      ]);
      return found.rows.length > 0 ? found.rows : undefined;
    });
    expect(rows).toEqual([{ event_id: event.id, type: event.type }]);
  });

  test("what a broker carries that is no event of the platform ends in the dead letters", async () => {
    await fetch(`${sidecars.get("backend")}/v1.0/publish/pubsub/task-events`, {
      method: "POST",
      headers: { "content-type": "application/json", "dapr-api-token": apiToken },
      body: JSON.stringify({ hello: "world" }),
    });
    const rows = await until("it is a dead letter of each subscriber", async () => {
      const found = await db.database.query<{ consumer: string }>(
        "select consumer from freehold.dead_letters where code = 'EVENT_INVALID' order by consumer",
      );
      return found.rows.length === 3 ? found.rows : undefined;
    });
    expect(rows.map(({ consumer }) => consumer)).toEqual([
      "audit-consumer",
      "recurring-task-consumer",
      "reminder-consumer",
    ]);
  });

  test("neither side takes a call without its token", async () => {
    const toSidecar = await fetch(`${sidecars.get("backend")}/v1.0/publish/pubsub/task-events`, {
      method: "POST",
      body: "{}",
    });
    expect(toSidecar.status).toBe(401);
    const toService = await fetch(`${urlOf("audit-consumer")}/dapr/events/task-events`, {
      method: "POST",
      headers: { "content-type": "application/cloudevents+json", "dapr-api-token": "guessed" },
      body: JSON.stringify(created(aTask())),
    });
    expect(toService.status).toBe(401);
  });

  test("a service may not publish what its scope does not name", async () => {
    const response = await fetch(`${sidecars.get("audit-consumer")}/v1.0/publish/pubsub/somebody-elses`, {
      method: "POST",
      headers: { "content-type": "application/cloudevents+json", "dapr-api-token": apiToken },
      body: JSON.stringify(created(aTask())),
    });
    expect(response.status).toBe(403);
  });
}

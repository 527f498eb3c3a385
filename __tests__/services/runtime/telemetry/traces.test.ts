import { environment as notification } from "../../../../services/notification/definition";
import type { RunningHost } from "../../../../services/runtime/host/host";
import { startCollector } from "../../../helpers/collector";
import { useDatabase } from "../../../helpers/database";
import { apiClient, startOn } from "../../../helpers/platform";
import { expectOneTree, makeJourney, startReceiver, title } from "../../../helpers/traced-journey";
import { until } from "../../../helpers/until";

const db = useDatabase();
let collector: Awaited<ReturnType<typeof startCollector>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let host: RunningHost;

beforeEach(async () => {
  [collector, receiver] = await Promise.all([startCollector(), startReceiver()]);
  host = await startOn(db.url, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20of-the-collector",
    [notification.channels]: "webhook",
    [notification.webhookUrl]: receiver.url,
  });
});
afterEach(async () => {
  await host.stop();
  await Promise.all([collector.stop(), receiver.stop()]);
});

test("a task's way from the request to the webhook of its next reminder is one trace", async () => {
  const journey = await makeJourney(host.url);
  await until("the webhook is called", () => receiver.wasTold(journey.nextDueAt));
  // A stop sends what waits for its batch.
  await host.stop();
  const spans = await expectOneTree(collector.spans, journey);

  const named = (name: string) => spans.find((span) => span.name === name);
  expect(named("POST /api/tasks")).toMatchObject({
    service: "freehold",
    attributes: {
      "http.request.method": "POST",
      "http.route": "/api/tasks",
      "http.response.status_code": 201,
      "url.path": "/api/tasks",
    },
  });
  expect(named("create reminders")?.attributes).toMatchObject({
    "messaging.system": "postgresql",
    "messaging.operation.type": "create",
    "messaging.destination.name": "reminders",
    "cloudevents.event_source": "/freehold/reminder-consumer",
  });
  expect(named("INSERT freehold.inbox")?.attributes).toMatchObject({ "db.system.name": "postgresql" });
  expect(collector.headers[0]).toMatchObject({ authorization: "Bearer of-the-collector" });
  // No collector learns what a task says.
  expect(JSON.stringify(collector.spans)).not.toContain(title);
});

test("probes have no spans, and a failed request says so", async () => {
  await fetch(`${host.url}/readyz`);
  await fetch(`${host.url}/metrics`);
  await fetch(`${host.url}/api/tasks?search=secret-search`);
  await fetch(`${host.url}/nowhere?token=secret-token`);
  await host.stop();
  const ofRequests = () => collector.spans.filter(({ attributes }) => "http.request.method" in attributes);
  await until("both are there", () => ofRequests().length >= 2);
  const requests = ofRequests();
  expect(requests.map(({ name, attributes }) => [name, attributes["http.response.status_code"]])).toEqual([
    ["GET /api/tasks", 200],
    ["GET", 404],
  ]);
  expect(JSON.stringify(requests)).not.toContain("secret");
});

test("a collector that never answers holds up no request and no stop", async () => {
  const release = collector.hold();
  await apiClient(host.url).create({ title });
  await host.stop();
  expect(collector.spans).toEqual([]);
  release();
});

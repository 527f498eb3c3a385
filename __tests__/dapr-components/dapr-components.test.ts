import { type CloudDaprOptions, cloudDaprResources, localDaprResources } from "../../dapr-components";
import type { KafkaBroker } from "../../dapr-components/broker";
import type { Component, DaprResource, Resiliency, Subscription } from "../../dapr-components/resources";
import { daprRoute } from "../../services/contracts/dapr";
import { writes } from "../../services/contracts/service-definition";
import { deadLetterTopic, topics } from "../../services/contracts/topics";
import { allDefinitions } from "../../services/definitions";
import { gapTimeoutMs } from "../../services/runtime/consumer/retry-policy";

const databaseDirectUrl = { name: "database", key: "direct-url" };
const kafka: KafkaBroker = {
  kind: "redpanda",
  brokers: { name: "redpanda", key: "brokers" },
  username: { name: "redpanda", key: "username" },
  password: { name: "redpanda", key: "password" },
  mechanism: "scram-sha-256",
};
const redpanda: CloudDaprOptions = { broker: kafka, databaseDirectUrl };
const redis: CloudDaprOptions = {
  broker: { kind: "redis", host: "redis:6379", password: { name: "redis", key: "password" } },
  databaseDirectUrl,
};
const environments: [string, DaprResource[]][] = [
  ["redpanda", cloudDaprResources(redpanda)],
  ["redis", cloudDaprResources(redis)],
  ["local", localDaprResources({ secretsFile: "/tmp/secrets.json" })],
];

const components = (resources: DaprResource[]) =>
  resources.filter((resource): resource is Component => resource.kind === "Component");
const subscriptions = (resources: DaprResource[]) =>
  resources.filter((resource): resource is Subscription => resource.kind === "Subscription");
const resiliency = (resources: DaprResource[]) =>
  resources.filter((resource): resource is Resiliency => resource.kind === "Resiliency");

function component(resources: DaprResource[], name: string): Component {
  const found = components(resources).find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`no component ${name}`);
  return found;
}

const setting = (resources: DaprResource[], name: string, key: string) =>
  component(resources, name).spec.metadata.find((entry) => entry.name === key);

describe.each(environments)("the Dapr resources for %s", (_, resources) => {
  test("every subscription of a service is one of Dapr, with its route and its dead-letter topic", () => {
    const wanted = allDefinitions.flatMap((service) =>
      service.subscribes.map(({ topic, delivery }) => ({
        app: service.name,
        pubsubname: delivery === "shared" ? "pubsub" : "pubsub-broadcast",
        topic,
        routes: { default: daprRoute(topic) },
        deadLetterTopic: deadLetterTopic(topic),
      })),
    );
    const made = subscriptions(resources).flatMap(({ spec, scopes }) => scopes.map((app) => ({ app, ...spec })));
    expect(made).toHaveLength(wanted.length);
    expect(made).toEqual(expect.arrayContaining(wanted));
  });

  test("no component is open to every app, and a subscriber's sidecar loads the component that it reads from", () => {
    for (const { scopes } of components(resources)) expect(scopes).not.toHaveLength(0);
    for (const { spec, scopes } of subscriptions(resources)) {
      expect(component(resources, spec.pubsubname).scopes).toEqual(expect.arrayContaining(scopes));
    }
  });

  test("a relay may publish all that the outbox can hold, and no one else anything", () => {
    const scopes = setting(resources, "pubsub", "publishingScopes")?.value?.split(";");
    const everything = "task-events,reminders,task-updates,task-events.dlq,reminders.dlq,task-updates.dlq";
    const relaying = allDefinitions.filter(writes).map(({ name }) => `${name}=${everything}`);
    expect(scopes).toEqual(relaying);
    expect(setting(resources, "pubsub", "protectedTopics")?.value?.split(",")).toEqual([
      ...topics,
      ...topics.map(deadLetterTopic),
    ]);
  });

  test("shared subscriptions take the app's id as consumer group, broadcast ones have a group for each pod", () => {
    expect(setting(resources, "pubsub", "consumerID")).toBeUndefined();
    expect(setting(resources, "pubsub-broadcast", "consumerID")?.value).toMatch(/^\{(podName|uuid)\}$/);
  });

  test("an unacknowledged event is redelivered for as long as it takes", () => {
    const [policy] = resiliency(resources);
    expect(policy?.spec.policies.retries).toEqual({
      untilHandled: { policy: "constant", duration: "5s", maxRetries: -1 },
    });
    for (const { spec } of subscriptions(resources)) {
      expect(policy?.spec.targets.components[spec.pubsubname]?.inbound.retry).toBe("untilHandled");
    }
    const subscribers = allDefinitions.filter(({ subscribes }) => subscribes.length > 0).map(({ name }) => name);
    expect(policy?.scopes).toEqual(subscribers);
  });

  test("a sidecar has few metrics and no traces, opens one secret, and lets no other service call", () => {
    const configuration = resources.find(({ kind }) => kind === "Configuration");
    expect(configuration).toMatchObject({
      spec: {
        tracing: { samplingRate: "0" },
        metrics: { http: { increasedCardinality: false }, latencyDistributionBuckets: expect.any(Array) },
        secrets: { scopes: [{ storeName: "secrets", defaultAccess: "deny", allowedSecrets: ["notification"] }] },
        accessControl: { defaultAction: "deny" },
      },
    });
    expect(component(resources, "secrets").scopes).toEqual(["notification"]);
  });

  test("no idle sidecar runs statements, and Dapr's tables have a schema of their own", () => {
    expect(component(resources, "statestore").spec).toMatchObject({ type: "state.postgresql", version: "v2" });
    expect(setting(resources, "statestore", "cleanupInterval")?.value).toBe("-1");
    expect(setting(resources, "statestore", "tablePrefix")?.value).toBe("dapr_state.");
    expect(setting(resources, "statestore", "metadataTableName")?.value).toBe("dapr_state.metadata");
  });
});

test.each([
  ["scram-sha-256", "SHA-256"],
  ["scram-sha-512", "SHA-512"],
] as const)(
  "Redpanda's %s is %s to Dapr, which takes any other word for a password in plain text",
  (mechanism, word) => {
    const resources = cloudDaprResources({ ...redpanda, broker: { ...kafka, mechanism } });
    for (const name of ["pubsub", "pubsub-broadcast"]) {
      expect(setting(resources, name, "saslMechanism")?.value).toBe(word);
      expect(setting(resources, name, "authType")?.value).toBe("password");
      expect(setting(resources, name, "saslPassword")).toEqual({
        name: "saslPassword",
        secretKeyRef: { name: "redpanda", key: "password" },
      });
    }
  },
);

test("on Redpanda a new consumer starts with the oldest event, a new page with the newest", () => {
  const resources = cloudDaprResources(redpanda);
  expect(setting(resources, "pubsub", "initialOffset")?.value).toBe("oldest");
  expect(setting(resources, "pubsub-broadcast", "initialOffset")?.value).toBe("newest");
  expect(setting(resources, "pubsub", "heartbeatInterval")?.value).toBe("500ms");
});

const number = (name: string) => Number(setting(cloudDaprResources(redis), "pubsub", name)?.value);

test("a handler that hangs is given up on", () => {
  const [policy] = resiliency(cloudDaprResources(redis));
  for (const { spec } of subscriptions(cloudDaprResources(redis))) {
    const { timeout } = policy?.spec.targets.components[spec.pubsubname]?.inbound ?? {};
    expect(policy?.spec.policies.timeouts[timeout ?? ""]).toMatch(/^\d+s$/);
  }
});

test("on Redis, what a sidecar that stops has fetched comes to another within 5 s", () => {
  // NaN with a unit, of which Dapr takes 15 s.
  expect(number("processingTimeout") + number("redeliverInterval")).toBeLessThan(5_000);
  // A node that is busy handles an event in some 50 ms: what waits in the sidecar is not taken for lost.
  const [queued, fetched] = [number("queueDepth"), number("queueDepth") * 2];
  expect((queued + fetched) * 50).toBeLessThan(number("processingTimeout"));
});

test("a sidecar that starts while the broker restarts waits for it", () => {
  for (const resources of [cloudDaprResources(redis), cloudDaprResources(redpanda)]) {
    for (const name of ["pubsub", "pubsub-broadcast"]) {
      expect(resources.find(({ kind, metadata }) => kind === "Component" && metadata.name === name)).toMatchObject({
        spec: { initTimeout: "30s" },
      });
    }
  }
});

test("what a consumer that died had in hand comes to another before its successors give up waiting for it", () => {
  // Only a look once an interval finds what has been pending for long enough.
  expect(number("processingTimeout") + number("redeliverInterval")).toBeLessThan(gapTimeoutMs);
});

test("on Redis one worker keeps the order of a task's events", () => {
  expect(setting(cloudDaprResources(redis), "pubsub", "concurrency")?.value).toBe("1");
});

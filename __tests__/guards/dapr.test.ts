import { type CloudDaprOptions, cloudDaprResources } from "../../dapr-components";
import type { Component, Subscription } from "../../dapr-components/resources";
import { daprProblems } from "../../stacks/guards/dapr";

const options: CloudDaprOptions = {
  broker: {
    kind: "redpanda",
    brokers: { name: "redpanda", key: "brokers" },
    username: { name: "redpanda", key: "username" },
    password: { name: "redpanda", key: "password" },
    mechanism: "scram-sha-256",
  },
  databaseDirectUrl: { name: "database", key: "direct-url" },
};

const problems = (manifests: object[]) =>
  daprProblems([
    { path: "platform/dapr", type: "helm_release", attributes: { values: [JSON.stringify({ manifests })] } },
  ]);

/** The resources of the cluster, with the component of a name changed. */
const component = (name: string, change: (component: Component) => object): object[] =>
  cloudDaprResources(options).map((resource) =>
    resource.kind === "Component" && resource.metadata.name === name ? change(resource) : resource,
  );

/** The same with a subscription. */
const subscription = (name: string, change: (subscription: Subscription) => object): object[] =>
  cloudDaprResources(options).map((resource) =>
    resource.kind === "Subscription" && resource.metadata.name === name ? change(resource) : resource,
  );

/** The component `pubsub` with one setting changed, or left out. */
const pubsubWith = (key: string, value?: string) =>
  component("pubsub", (pubsub) => ({
    ...pubsub,
    spec: {
      ...pubsub.spec,
      metadata: [
        ...pubsub.spec.metadata.filter(({ name }) => name !== key),
        ...(value === undefined ? [] : [{ name: key, value }]),
      ],
    },
  }));

test("the cluster's own resources pass", () => {
  expect(problems(cloudDaprResources(options))).toEqual([]);
});

test.each<[string, object[], string]>([
  [
    "a mechanism that means a password in plain text",
    pubsubWith("saslMechanism", "SCRAM-SHA-256"),
    "Dapr Component pubsub has saslMechanism SCRAM-SHA-256: use one of SHA-256, SHA-512.",
  ],
  [
    "a broker that skips what it has retried often",
    pubsubWith("backOffMaxRetries", "3"),
    "Dapr Component pubsub has backOffMaxRetries 3, so that it skips an event in the end: leave it out, or set -1.",
  ],
  [
    "a broker that retries nothing",
    pubsubWith("consumeRetryEnabled", "false"),
    "Dapr Component pubsub has consumeRetryEnabled false, so that it skips an event in the end: leave it out, or set true.",
  ],
  [
    "a topic that is open to every app",
    pubsubWith("protectedTopics", "task-events,reminders,task-updates,task-events.dlq,reminders.dlq"),
    "Dapr Component pubsub leaves topic task-updates.dlq open to every app: add it to protectedTopics.",
  ],
  [
    "a scope that is no service",
    component("statestore", (store) => ({ ...store, scopes: ["notifications"] })),
    "Dapr Component statestore has the scope notifications, which is no service: register it in services/registry.ts.",
  ],
  [
    "a subscription of a component that is not there",
    subscription("reminders", ({ spec, ...rest }) => ({ ...rest, spec: { ...spec, pubsubname: "kafka" } })),
    "Dapr Subscription reminders reads from kafka, which is no Component: add it or correct pubsubname.",
  ],
  [
    "a subscriber that does not load its component",
    subscription("reminders", (reminders) => ({ ...reminders, scopes: ["websocket"] })),
    "Dapr Subscription reminders is for websocket, which does not load pubsub: add it to the Component's scopes.",
  ],
])("refuses %s", (_, manifests, message) => {
  expect(problems(manifests)).toEqual([message]);
});

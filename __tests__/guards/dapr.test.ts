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
    "an authType that turns TLS off",
    pubsubWith("authType", "none"),
    "Dapr Component pubsub has authType none: use one of password, oidc, mtls, certificate.",
  ],
  [
    "one consumer group for several apps",
    pubsubWith("consumerID", "everyone"),
    "Dapr Component pubsub gives backend, recurring-task-consumer, reminder-consumer, audit-consumer, reminder-scheduler, notification one consumer group everyone, so that each event reaches one of them only: leave consumerID out.",
  ],
  [
    "a topic that is open to every app",
    pubsubWith("protectedTopics", "task-events,reminders,task-updates,task-events.dlq,reminders.dlq"),
    "Dapr Component pubsub leaves topic task-updates.dlq open to every app: add it to protectedTopics.",
  ],
  [
    "a component without scopes at the top level",
    component("statestore", ({ scopes, ...store }) => ({
      ...store,
      spec: { ...store.spec, scopes },
    })),
    "Dapr Component statestore has no scopes, so that every app loads it: name its apps at the top level.",
  ],
  [
    "a scope that is no service",
    component("statestore", (store) => ({ ...store, scopes: ["notifications"] })),
    "Dapr Component statestore has the scope notifications, which is no service: use a name of serviceNames.",
  ],
  [
    "a component in a namespace of its own",
    component("statestore", (store) => ({
      ...store,
      metadata: { name: "statestore", namespace: "dapr-system" },
    })),
    "Dapr Component statestore names the namespace dapr-system: leave it out, it belongs beside its apps.",
  ],
  [
    "a subscription without a dead-letter topic",
    subscription("reminders", ({ spec: { deadLetterTopic: _, ...spec }, ...rest }) => ({ ...rest, spec })),
    "Dapr Subscription reminders has no deadLetterTopic, so that what cannot be decoded is lost: set it.",
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

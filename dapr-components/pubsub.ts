import { daprBroadcastPubsub } from "../services/contracts/dapr";
import { deadLetterTopic, topics } from "../services/contracts/topics";
import type { RegisteredDefinition, ServiceName } from "../services/definitions";
import { type Broker, brokerConnection } from "./broker";
import { componentMetadata } from "./component-metadata";
import type { Component } from "./resources";

/** Name of the pub/sub component of shared subscriptions, which services read as FREEHOLD_DAPR_PUBSUB. */
export const sharedPubsub = "pubsub";

/** A broker that restarts is back within this time. */
const initTimeout = "30s";

/**
 * The two pub/sub components. `pubsub` is for publishing and for shared subscriptions: its consumer group is the app's
 * id, which Dapr takes when no `consumerID` is set. `pubsub-broadcast` has a group for each pod.
 *
 * @param podGroup what names the group of one pod: `{podName}` in Kubernetes, `{uuid}` where there are no pods
 */
export function pubsubComponents(
  broker: Broker,
  definitions: readonly RegisteredDefinition[],
  podGroup: "{podName}" | "{uuid}",
): Component[] {
  const shared = definitions.filter((service) => service.publishes.length > 0 || subscribes(service, "shared"));
  const broadcast = definitions.filter((service) => subscribes(service, "broadcast"));
  const { type, metadata } = brokerConnection(broker, "oldest");
  const late = brokerConnection(broker, "newest");
  return [
    {
      ...component(sharedPubsub),
      spec: { type, version: "v1", initTimeout, metadata: [...metadata, ...topicScopes(shared, "shared")] },
      scopes: names(shared),
    },
    {
      ...component(daprBroadcastPubsub),
      spec: {
        type: late.type,
        version: "v1",
        initTimeout,
        metadata: [
          ...late.metadata,
          ...componentMetadata({ consumerID: podGroup }),
          ...topicScopes(broadcast, "broadcast"),
        ],
      },
      scopes: names(broadcast),
    },
  ];
}

const everyTopic: string[] = [...topics, ...topics.map(deadLetterTopic)];

type Delivery = RegisteredDefinition["subscribes"][number]["delivery"];

const subscribes = (service: RegisteredDefinition, delivery: Delivery): boolean =>
  topicsOf(service, delivery).length > 0;

const topicsOf = (service: RegisteredDefinition, delivery: Delivery) =>
  service.subscribes.filter((subscription) => subscription.delivery === delivery).map(({ topic }) => topic);

/**
 * Who may publish and read what. A protected topic is closed to every app that no scope names. A service that writes to
 * the outbox relays all of it, also what another service left behind in a crash, so it may publish everything. A sidecar
 * publishes to the dead-letter topic in its app's name, so a subscriber may write there.
 */
function topicScopes(services: readonly RegisteredDefinition[], delivery: Delivery) {
  const publishing = (service: RegisteredDefinition) =>
    delivery === "shared" ? everyTopic : topicsOf(service, delivery).map(deadLetterTopic);
  const scope = (topicsFor: (service: RegisteredDefinition) => string[]) =>
    services
      .filter((service) => topicsFor(service).length > 0)
      .map((service) => `${service.name}=${topicsFor(service).join(",")}`)
      .join(";");
  return componentMetadata({
    protectedTopics: everyTopic.join(","),
    publishingScopes: scope(publishing),
    subscriptionScopes: scope((service) => topicsOf(service, delivery)),
  });
}

const names = (services: readonly RegisteredDefinition[]): ServiceName[] => services.map(({ name }) => name);

const component = (name: string) =>
  ({ apiVersion: "dapr.io/v1alpha1", kind: "Component", metadata: { name } }) as const;

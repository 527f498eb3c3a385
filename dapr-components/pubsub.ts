import { daprBroadcastPubsub } from "../services/contracts/environment";
import { deadLetterTopic, topics } from "../services/contracts/topics";
import type { RegisteredNeeds, ServiceName } from "../services/needs";
import { type Broker, brokerConnection } from "./broker";
import { componentMetadata } from "./component-metadata";
import type { Component } from "./resources";

/** Name of the pub/sub component of shared subscriptions, which services read as FREEHOLD_DAPR_PUBSUB. */
export const sharedPubsub = "pubsub";

/**
 * The two pub/sub components. `pubsub` is for publishing and for shared subscriptions: its consumer group is the app's
 * id, which Dapr takes when no `consumerID` is set. `pubsub-broadcast` has a group for each pod.
 *
 * @param podGroup what names the group of one pod: `{podName}` in Kubernetes, `{uuid}` where there are no pods
 */
export function pubsubComponents(
  broker: Broker,
  needs: readonly RegisteredNeeds[],
  podGroup: "{podName}" | "{uuid}",
): Component[] {
  const shared = needs.filter((service) => service.publishes.length > 0 || subscribes(service, "shared"));
  const broadcast = needs.filter((service) => subscribes(service, "broadcast"));
  const { type, metadata } = brokerConnection(broker, "oldest");
  const late = brokerConnection(broker, "newest");
  return [
    {
      ...component(sharedPubsub),
      spec: { type, version: "v1", metadata: [...metadata, ...topicScopes(shared, "shared")] },
      scopes: names(shared),
    },
    {
      ...component(daprBroadcastPubsub),
      spec: {
        type: late.type,
        version: "v1",
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

type Delivery = RegisteredNeeds["subscribes"][number]["delivery"];

const subscribes = (service: RegisteredNeeds, delivery: Delivery): boolean => topicsOf(service, delivery).length > 0;

const topicsOf = (service: RegisteredNeeds, delivery: Delivery) =>
  service.subscribes.filter((subscription) => subscription.delivery === delivery).map(({ topic }) => topic);

/**
 * Who may publish and read what. A protected topic is closed to every app that no scope names. A service that writes to
 * the outbox relays whatever lies there, also what another one left behind in a crash, so it may publish everything; a
 * sidecar publishes to the dead-letter topic in its app's name, so that a subscriber may write there.
 */
function topicScopes(services: readonly RegisteredNeeds[], delivery: Delivery) {
  const publishing = (service: RegisteredNeeds) =>
    delivery === "shared" ? everyTopic : topicsOf(service, delivery).map(deadLetterTopic);
  const scope = (topicsFor: (service: RegisteredNeeds) => string[]) =>
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

const names = (services: readonly RegisteredNeeds[]): ServiceName[] => services.map(({ name }) => name);

const component = (name: string) =>
  ({ apiVersion: "dapr.io/v1alpha1", kind: "Component", metadata: { name } }) as const;

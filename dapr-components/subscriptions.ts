import { daprBroadcastPubsub, daprRoute } from "../services/contracts/dapr";
import { deadLetterTopic, type Topic, topics } from "../services/contracts/topics";
import type { RegisteredDefinition } from "../services/definitions";
import { sharedPubsub } from "./pubsub";
import type { Subscription } from "./resources";

const pubsubOf = { shared: sharedPubsub, broadcast: daprBroadcastPubsub } as const;

/**
 * A subscription for each topic and way of delivery that some service asked for. The dead-letter topic takes what never
 * reached the service's code, such as a message that is no CloudEvent.
 */
export function subscriptions(definitions: readonly RegisteredDefinition[]): Subscription[] {
  return topics.flatMap((topic) =>
    (["shared", "broadcast"] as const).flatMap((delivery) => {
      const subscribers = definitions.filter(({ subscribes }) =>
        subscribes.some((subscription) => subscription.topic === topic && subscription.delivery === delivery),
      );
      return subscribers.length === 0 ? [] : [subscription(topic, delivery, subscribers)];
    }),
  );
}

const subscription = (
  topic: Topic,
  delivery: keyof typeof pubsubOf,
  subscribers: readonly RegisteredDefinition[],
): Subscription => ({
  apiVersion: "dapr.io/v2alpha1",
  kind: "Subscription",
  metadata: { name: delivery === "shared" ? topic : `${topic}-${delivery}` },
  spec: {
    pubsubname: pubsubOf[delivery],
    topic,
    routes: { default: daprRoute(topic) },
    deadLetterTopic: deadLetterTopic(topic),
  },
  scopes: subscribers.map(({ name }) => name),
});

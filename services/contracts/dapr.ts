/** Where the Dapr sidecar delivers the events of a topic to. */
export const daprRoute = (topic: string): string => `/dapr/events/${topic}`;

/** Name of the Dapr pub/sub component of broadcast subscriptions, whose consumer group is the pod's name. */
export const daprBroadcastPubsub = "pubsub-broadcast";

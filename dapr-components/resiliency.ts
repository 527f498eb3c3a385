import { daprBroadcastPubsub } from "../services/contracts/dapr";
import { timeBudgets } from "../services/contracts/time-budgets";
import type { RegisteredDefinition } from "../services/definitions";
import { sharedPubsub } from "./pubsub";
import type { Resiliency } from "./resources";

/**
 * An event that a service gives back (its database is down, or it is) is delivered again without end, so that an outage
 * never dead-letters anything: without an inbound policy a single failure would. What a service gives up on, it
 * dead-letters itself.
 */
export const resiliency = (definitions: readonly RegisteredDefinition[]): Resiliency => {
  const inbound = { inbound: { timeout: "handler", retry: "untilHandled" } };
  return {
    apiVersion: "dapr.io/v1alpha1",
    kind: "Resiliency",
    metadata: { name: "freehold" },
    spec: {
      policies: {
        // A handler that hangs must not hold up its sidecar forever. A delivery's wait for its turn counts, too
        // (sidecar.ts); one that is over by then is given up before it reaches the service.
        timeouts: { handler: `${timeBudgets.deliveryMs / 1_000}s` },
        retries: { untilHandled: { policy: "constant", duration: "5s", maxRetries: -1 } },
      },
      targets: { components: { [sharedPubsub]: inbound, [daprBroadcastPubsub]: inbound } },
    },
    scopes: definitions.filter(({ subscribes }) => subscribes.length > 0).map(({ name }) => name),
  };
};

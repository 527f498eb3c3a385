import type { Logger } from "pino";
import { decodeData, decodeEnvelope } from "./decode";
import type { Metrics } from "./metrics";
import type { ServiceParts } from "./service";
import type { Subscription } from "./transport";

/** Milliseconds by which clocks may differ, and for which an event may be on its way. */
const broadcastSlack = 60_000;

/**
 * Whoever connects to this replica reads first how things are, so that events from before it was up are no news. A bus
 * may deliver them nevertheless: Dapr's Redis component lets each new group begin with the oldest, and cannot be told not
 * to (https://github.com/dapr/components-contrib/blob/v1.18.0/pubsub/redis/redis.go#L129).
 */
export function broadcast(
  { receive }: ServiceParts,
  consumer: string,
  metrics: Metrics,
  logger: Logger,
): Subscription["deliver"] {
  const since = Date.now() - broadcastSlack;
  return async (topic, raws) => {
    for (const raw of raws) {
      try {
        const event = decodeData(decodeEnvelope(raw), topic);
        const time = Date.parse(event.time);
        if (time < since) continue;
        receive?.(event);
        metrics.processed.inc({ consumer, topic });
        metrics.latency.observe({ consumer }, (Date.now() - time) / 1000);
      } catch (error) {
        logger.warn({ err: error, topic }, "A broadcast event can't be read and is passed over");
      }
    }
    return "ack";
  };
}

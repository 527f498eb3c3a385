import type { Logger } from "pino";
import type { FreeholdEvent } from "../../contracts/envelope";
import { deliverSpan } from "../telemetry/messaging-spans";
import type { Metrics } from "../telemetry/metrics";
import type { Subscription } from "../transports/transport";
import { decodeData, decodeEnvelope } from "./decode";

/** Milliseconds by which clocks may differ, and which a transaction may take after it has dated its events. */
const slackMs = 2_000;
/** Milliseconds without a delivery after which the broker has nothing older to give. */
const quietMs = 1_000;
/** Milliseconds after a start for which that is no sign: on a busy machine the sidecar begins to deliver late. */
const startMs = 30_000;
/**
 * Milliseconds after the first newer event in which an older one may still be a second delivery of what was passed over.
 * Redis Streams hand over again what waited for 3 to 4 s (redelivery in dapr-components/broker.ts), and on a busy machine
 * what was answered late.
 */
const redeliveryMs = 30_000;

/**
 * A client that connects to this replica reads the list first, so events from before the replica's start are no news to it,
 * even those that the outbox held back. A broker may deliver them: Dapr's Redis component lets each new group begin with
 * the oldest entry (https://github.com/dapr/components-contrib/blob/v1.18.0/pubsub/redis/redis.go#L129). They come first,
 * some of them a second time soon after. So the check ends some time after the first event that is newer, or with a
 * pause, to hear a writer whose clock is slow as well.
 */
export function broadcast(
  { receive }: { receive?: (event: FreeholdEvent) => void },
  consumer: string,
  metrics: Metrics,
  logger: Logger,
): Subscription["deliver"] {
  const began = performance.now();
  const since = Date.now() - slackMs;
  let catchingUp = true;
  let lastDelivery = began;
  let firstNewer: number | undefined;
  return async (topic, raws) => {
    const now = performance.now();
    const isQuiet = now - lastDelivery > quietMs && now - began > startMs;
    if (firstNewer === undefined ? isQuiet : now - firstNewer > redeliveryMs) catchingUp = false;
    lastDelivery = now;
    for (const raw of raws) {
      try {
        const event = decodeData(decodeEnvelope(raw), topic);
        const time = Date.parse(event.time);
        if (catchingUp && time < since) continue;
        firstNewer ??= now;
        await deliverSpan(topic, consumer, [event], async () => receive?.(event));
        metrics.processed.inc({ consumer, topic });
        metrics.latency.observe({ consumer }, (Date.now() - time) / 1000, event.traceparent);
      } catch (error) {
        logger.warn({ err: error, topic }, "A broadcast event can't be read and is passed over");
      }
    }
    return "ack";
  };
}

import type { Subscription } from "../transports/transport";
import type { Processor } from "./processor";

/** Hands the events of a shared subscription to the processor of the service's consumer. */
export function deliverTo(processor: Processor | undefined, name: string): Subscription["deliver"] {
  if (!processor) throw new Error(`${name} declares shared subscriptions, but has no consumer for them`);
  return (topic, raws) => processor.deliver(topic, raws);
}

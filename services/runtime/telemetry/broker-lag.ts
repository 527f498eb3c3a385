import { Gauge, type Registry } from "prom-client";

/** How many events of a topic a consumer has not acknowledged. */
export interface ConsumerLag {
  consumer: string;
  topic: string;
  events: number;
}

/**
 * Shows how far consumers are behind by the broker's own count. A scrape gets what was known before it and has it looked
 * up again, so that it never waits for a broker.
 * @param failed is told when the broker could not be asked; nothing is known then, which is not 0. Default: no one is
 */
export function showBrokerLag(
  registry: Registry,
  look: () => Promise<ConsumerLag[]>,
  failed: (error: unknown) => void = () => {},
): void {
  let known: ConsumerLag[] = [];
  let looking = false;
  const gauge = new Gauge({
    name: "freehold_broker_consumer_lag",
    help: "Events on the broker that a consumer has not acknowledged, as of the scrape before",
    labelNames: ["consumer", "topic"],
    registers: [registry],
    collect: () => {
      gauge.reset();
      for (const { consumer, topic, events } of known) gauge.set({ consumer, topic }, events);
      if (looking) return;
      looking = true;
      void look()
        .catch((error) => {
          failed(error);
          return [];
        })
        .then((found) => {
          known = found;
          looking = false;
        });
    },
  });
}

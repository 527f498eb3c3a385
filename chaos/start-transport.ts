import { daprOnKafka, daprOnRedis } from "./dapr-transport";
import { embedded } from "./embedded-transport";
import { kafka } from "./kafka-transport";
import type { ChaosTransport, ProxiedDatabase, TransportName } from "./transport";

/** @throws Error that says how to get a component that is missing */
export function startTransport(name: TransportName, database: ProxiedDatabase): Promise<ChaosTransport> {
  switch (name) {
    case "embedded":
      return embedded(database);
    case "kafka":
      return kafka();
    case "dapr-redis":
      return daprOnRedis(database);
    case "dapr-kafka":
      return daprOnKafka(database);
  }
}

import type { ChaosBus, ProxiedDatabase, TransportName } from "./bus";
import { daprOnKafka, daprOnRedis } from "./dapr-bus";
import { embedded } from "./embedded-bus";
import { kafka } from "./kafka-bus";

/** @throws Error that says how to get a component that is missing */
export function startBus(name: TransportName, database: ProxiedDatabase): Promise<ChaosBus> {
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

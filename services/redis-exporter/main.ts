import { Registry } from "prom-client";
import { messageOf } from "../runtime/core/errors";
import { runExporter } from "../runtime/host/exporter";
import { showBrokerLag } from "../runtime/telemetry/broker-lag";
import { definition } from "./definition";
import { redisLag } from "./redis-lag";

/** Shows how many events each consumer has not acknowledged, as Redis counts them: the services speak to their sidecar only. */
runExporter(definition, ({ address }, logger) => {
  const registry = new Registry();
  showBrokerLag(
    registry,
    () => redisLag(address),
    (error) => logger.warn({ err: error }, `Redis was asked in vain: ${messageOf(error)}`),
  );
  return registry;
});

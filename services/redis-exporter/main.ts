import { Registry } from "prom-client";
import * as z from "zod";
import { environment as env } from "../contracts/environment";
import { showBrokerLag } from "../runtime/broker-lag";
import { messageOf } from "../runtime/errors";
import { runExporter } from "../runtime/exporter";
import { redisLag } from "../runtime/redis-lag";

/** Shows how many events each consumer has not acknowledged, as Redis counts them: the services speak to their sidecar only. */
const settings = z.object({ [env.redisAddress]: z.string("is missing").min(1, "is missing") });

runExporter("redis-exporter", settings, ({ [env.redisAddress]: address }, logger) => {
  const registry = new Registry();
  showBrokerLag(
    registry,
    () => redisLag(address),
    (error) => logger.warn({ err: error }, `Redis was asked in vain: ${messageOf(error)}`),
  );
  return registry;
});

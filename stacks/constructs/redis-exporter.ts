import type { Construct } from "constructs";
import { environment } from "../../services/contracts/environment";
import { type ExporterProps, exporter } from "./exporter";
import { redisAddress, redisName } from "./redis";

export interface RedisExporterProps extends ExporterProps {
  /** The password of Redis, to restart with it; the pod reads it from the Secret of the stack platform. */
  readonly password: string;
}

/** Shows Prometheus how far the consumers are behind at the Redis in the cluster, by its own count. */
export function redisExporter(scope: Construct, { password, ...props }: RedisExporterProps): void {
  exporter(scope, {
    ...props,
    name: "redis-exporter",
    env: {
      [environment.redisAddress]: redisAddress,
      [environment.redisPassword]: { name: redisName, key: "password" },
    },
    permission: "broker",
    secret: password,
    setting: "apps.redisExporter",
  });
}

import type { Construct } from "constructs";
import { definition } from "../../../services/redis-exporter/definition";
import { redisAddress, redisName } from "../platform/redis";
import { type CommonExporterProps, Exporter } from "./exporter";

const { name, settings } = definition;

export interface RedisExporterProps extends CommonExporterProps {
  /** The password of Redis, to restart with it; the pod reads it from the Secret of the stack platform. */
  readonly password: string;
}

/** Shows Prometheus how far the consumers are behind at the Redis in the cluster, by its own count. */
export class RedisExporter extends Exporter {
  constructor(scope: Construct, id: string, { password, ...props }: RedisExporterProps) {
    super(scope, id, {
      ...props,
      name,
      env: {
        [settings.address.variable]: redisAddress,
        [settings.password.variable]: { name: redisName, key: "password" },
      },
      permission: "broker",
      secret: password,
      setting: "apps.redisExporter",
    });
  }
}

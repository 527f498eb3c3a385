import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Secret } from "../kubernetes/secret";
import { requiredVariable } from "../terraform/required-variable";

/** Name and key under which the chart of Prometheus finds the password. */
export const redpandaMetricsPassword = { name: "redpanda-metrics", key: "password" };

export interface RedpandaMetricsSecretProps {
  /** Namespace of Prometheus. */
  readonly namespace: string;
}

/** The Secret with the password of Redpanda's metrics, which its stack asks for. */
export class RedpandaMetricsSecret extends Secret {
  constructor(scope: Construct, id: string, { namespace }: RedpandaMetricsSecretProps) {
    const { name, key } = redpandaMetricsPassword;
    const password = requiredVariable(TerraformStack.of(scope), "redpanda_metrics_password", {
      description: "Password of Redpanda's metrics, from the cluster's page Overview > Prometheus.",
      pattern: "[^\\s]+",
      format: "must not be empty or hold spaces",
      sensitive: true,
    });
    super(scope, { id, name, namespace, data: { [key]: password } });
  }
}

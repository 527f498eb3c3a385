import { ResourceQuotaV1 } from "@cdktf/provider-kubernetes/lib/resource-quota-v1";
import type { Construct } from "constructs";
import type { Config } from "../../config";
import type { Resources } from "../../config/resources";
import { capacity } from "../../ledger/capacity";
import { k3sPods } from "../../ledger/k3s-pods";
import type { PodFootprint } from "../../ledger/pods";
import { quantities, sum } from "../../ledger/resources";

/**
 * What the ledger leaves for a namespace when all other pods run, those of a rolling update included: requests of the
 * pods in it can be neither more than that, nor in the way of the others.
 */
export const leftFor = (config: Config, others: readonly PodFootprint[]): Resources =>
  sum(capacity(config, [...k3sPods(config), ...others]).map(({ left }) => left));

export interface ResourceQuotaProps {
  readonly namespace: string;
  /** The most that all pods of the namespace may request together. */
  readonly requests: Resources;
}

/** Bounds what the pods of a namespace ask for, and keeps it from opening ports on the nodes past Traefik. */
export class ResourceQuota extends ResourceQuotaV1 {
  constructor(scope: Construct, id: string, { namespace, requests }: ResourceQuotaProps) {
    const { cpu, memory } = quantities(requests);
    super(scope, id, {
      metadata: { name: "ledger", namespace },
      spec: {
        hard: {
          "requests.cpu": cpu,
          "requests.memory": memory,
          "services.loadbalancers": "0",
          "services.nodeports": "0",
        },
      },
    });
  }
}

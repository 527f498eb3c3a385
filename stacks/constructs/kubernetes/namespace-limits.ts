import { LimitRangeV1 } from "@cdktf/provider-kubernetes/lib/limit-range-v1";
import { ResourceQuotaV1 } from "@cdktf/provider-kubernetes/lib/resource-quota-v1";
import type { Construct } from "constructs";
import type { Config } from "../../config";
import type { Resources } from "../../config/resources";
import { capacity } from "../../ledger/capacity";
import { k3sPods } from "../../ledger/k3s-pods";
import type { PodFootprint } from "../../ledger/pods";
import { quantities, sum } from "../../ledger/resources";

/** What a container gets that asks for nothing, as one that somebody starts by hand. */
const defaults = {
  requests: { cpuMillis: 10, memoryMib: 32 },
  limits: { cpuMillis: 100, memoryMib: 128 },
};

/**
 * What the ledger leaves for a namespace when all other pods run, those of a rolling update included: requests of the
 * pods in it can be neither more than that, nor in the way of the others.
 */
export const leftFor = (config: Config, others: readonly PodFootprint[]): Resources =>
  sum(capacity(config, [...k3sPods(config), ...others]).map(({ left }) => left));

/** Gives containers without requests some, since a quota refuses them otherwise. */
export function limitRange(scope: Construct, namespace: string): void {
  new LimitRangeV1(scope, "limits", {
    metadata: { name: "defaults", namespace },
    spec: {
      limit: [
        {
          type: "Container",
          defaultRequest: quantities(defaults.requests),
          default: quantities(defaults.limits),
        },
      ],
    },
  });
}

/** Bounds what the pods of a namespace ask for, and keeps it from opening ports on the nodes past Traefik. */
export function quota(scope: Construct, namespace: string, requests: Resources): void {
  const { cpu, memory } = quantities(requests);
  new ResourceQuotaV1(scope, "quota", {
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

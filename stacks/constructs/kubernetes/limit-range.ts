import { LimitRangeV1 } from "@cdktf/provider-kubernetes/lib/limit-range-v1";
import type { Construct } from "constructs";
import { quantities } from "../../ledger/resources";

/** For a container that asks for nothing, such as one that you start by hand. */
const defaults = {
  requests: { cpuMillis: 10, memoryMib: 32 },
  limits: { cpuMillis: 100, memoryMib: 128 },
};

export interface LimitRangeProps {
  /** Namespace of the containers. */
  readonly namespace: string;
}

/** Gives containers without requests some, since a quota refuses them otherwise. */
export class LimitRange extends LimitRangeV1 {
  constructor(scope: Construct, id: string, { namespace }: LimitRangeProps) {
    super(scope, id, {
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
}

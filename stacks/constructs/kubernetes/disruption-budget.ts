import { PodDisruptionBudgetV1 } from "@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1";
import type { Construct } from "constructs";

export interface DisruptionBudgetProps {
  /** Name of the workload, and so of its budget. */
  readonly name: string;
  readonly namespace: string;
  /** Labels of the pods. */
  readonly labels: Record<string, string>;
}

/**
 * Lets a node be drained one pod at a time. For pods of which there are two or more: with one, the drain of its node would
 * never end.
 */
export class DisruptionBudget extends PodDisruptionBudgetV1 {
  constructor(scope: Construct, id: string, { name, namespace, labels }: DisruptionBudgetProps) {
    super(scope, id, {
      metadata: { name, namespace },
      spec: { maxUnavailable: "1", selector: { matchLabels: labels } },
    });
  }
}

import { PodDisruptionBudgetV1 } from "@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1";
import type { Construct } from "constructs";

export interface DisruptionBudgetProps {
  readonly name: string;
  readonly namespace: string;
  /** Labels of the pods. */
  readonly labels: Record<string, string>;
}

/**
 * Lets a node be drained one pod at a time. For pods of which there are two or more: with one, the drain of its node would
 * never end.
 */
export function disruptionBudget(scope: Construct, { name, namespace, labels }: DisruptionBudgetProps): void {
  new PodDisruptionBudgetV1(scope, "disruption-budget", {
    metadata: { name, namespace },
    spec: { maxUnavailable: "1", selector: { matchLabels: labels } },
  });
}

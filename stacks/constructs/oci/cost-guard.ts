import { BudgetAlertRule } from "@cdktf/provider-oci/lib/budget-alert-rule";
import { BudgetBudget } from "@cdktf/provider-oci/lib/budget-budget";
import { LimitsQuota } from "@cdktf/provider-oci/lib/limits-quota";
import { Construct } from "constructs";

export interface CostGuardProps {
  readonly tenancyId: string;
  /** The platform's compartment. */
  readonly compartment: { readonly id: string; readonly name: string };
  /** Whether the compartment alone is guarded, or everything in the tenancy. */
  readonly scope: "compartment" | "tenancy";
  /** Who is told at the first cent. */
  readonly alertEmail: string;
  /** Name of the budget and of the quota. */
  readonly name: string;
  readonly tags: Record<string, string>;
}

/** Tells of the first cent that is spent, and refuses what would cost any. */
export class CostGuard extends Construct {
  constructor(scope: Construct, id: string, props: CostGuardProps) {
    super(scope, id);
    const { tenancyId, compartment, name, tags } = props;
    // Budgets and quotas exist in the tenancy only, whatever they are about.
    const common = { compartmentId: tenancyId, freeformTags: tags };
    const budget = new BudgetBudget(this, "budget", {
      ...common,
      displayName: name,
      amount: 1,
      resetPeriod: "MONTHLY",
      targetType: "COMPARTMENT",
      targets: [props.scope === "tenancy" ? tenancyId : compartment.id],
    });
    new BudgetAlertRule(this, "first-cent", {
      budgetId: budget.id,
      displayName: "first-cent",
      type: "ACTUAL",
      threshold: 0.01,
      thresholdType: "ABSOLUTE",
      recipients: props.alertEmail,
      message: `${name}: something costs money. Look into Cost Analysis, by resource.`,
      freeformTags: tags,
    });
    new LimitsQuota(this, "quota", {
      ...common,
      name,
      description: "Always Free only",
      statements: quotaStatements(props.scope === "tenancy" ? "tenancy" : `compartment ${compartment.name}`),
    });
  }
}

/**
 * What Always Free holds (https://docs.oracle.com/iaas/Content/FreeTier/freetier_topic-Always_Free_Resources.htm), in
 * the language of quotas (https://docs.oracle.com/iaas/Content/Quotas/Concepts/quota_policy_syntax.htm). All stand in one
 * policy, since a later statement wins within a policy, but the stricter one across policies. The limits of a domain count
 * for each availability domain; only the regional ones keep two domains from having two OCPUs each, and an A1 machine
 * starts only if neither is zero.
 */
function quotaStatements(where: string): string[] {
  return [
    "zero compute-core quotas",
    "zero compute-memory quotas",
    "set compute-core quota standard-a1-core-count to 2",
    "set compute-core quota standard-a1-core-regional-count to 2",
    "set compute-memory quota standard-a1-memory-count to 12",
    "set compute-memory quota standard-a1-memory-regional-count to 12",
    "set block-storage quota total-storage-gb to 200",
    "set block-storage quota backup-count to 5",
    `set object-storage quota storage-bytes to ${20 * 1024 ** 3}`,
    "set network-load-balancer-api quota max-nlb-flexible-count to 1",
    "zero load-balancer quotas",
    "zero database quotas",
    "zero filesystem quotas",
  ].map((statement) => `${statement} in ${where}`);
}

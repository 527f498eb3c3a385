import type { z } from "zod";
import { budgetSchema } from "./budget";
import { ociSchema } from "./oci";

/**
 * Variables that stand for a key of the configuration that was left out: the same rules hold for both.
 */
export const variableForms: Record<string, { key: string; schema: z.ZodType }> = {
  admin_cidr: { key: "oci.adminCidrs", schema: ociSchema.shape.adminCidrs.unwrap().element },
  alert_email: { key: "budget.alertEmail", schema: budgetSchema.shape.alertEmail.unwrap() },
};

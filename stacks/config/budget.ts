import { z } from "zod";

/** What tells of costs, and what refuses them. */
export const budgetSchema = z.strictObject({
  alertEmail: z
    .email("must be an e-mail address, such as you@example.org")
    .optional()
    .describe("Gets a mail at the first cent. Without one, set `TF_VAR_alert_email`."),
  scope: z
    .enum(["compartment", "tenancy"], 'must be "compartment" or "tenancy"')
    .default("compartment")
    .describe("Costs are watched and paid resources refused in this `compartment`, or the whole `tenancy`."),
});

import { z } from "zod";

/** What tells of costs, and what refuses them. */
export const budgetSchema = z.strictObject({
  alertEmail: z
    .email("must be an e-mail address, such as you@example.org")
    .optional()
    .describe("Address that gets a mail at the first cent. Without one, `TF_VAR_alert_email` is required."),
  scope: z
    .enum(["compartment", "tenancy"], 'must be "compartment" or "tenancy"')
    .default("compartment")
    .describe("Where costs are watched and paid resources refused: this `compartment`, or the whole `tenancy`."),
});

import { z } from "zod";

/** What tells of costs, and what refuses them. */
export const budgetSchema = z.strictObject({
  /**
   * Address that is told at the first cent.
   * Default: none, and then it is asked for as the Terraform variable `alert_email`, so that it needs not be committed.
   */
  alertEmail: z.email("must be an e-mail address, such as you@example.org").optional(),
  /**
   * Where costs are watched, and paid shapes, volumes and load balancers refused: `compartment` leaves whatever else
   * lives in the tenancy alone, `tenancy` is everywhere. Default: `compartment`.
   */
  scope: z.enum(["compartment", "tenancy"], 'must be "compartment" or "tenancy"').default("compartment"),
});

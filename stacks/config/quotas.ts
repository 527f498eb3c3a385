import { type Quotas, quotasOf } from "../../services/contracts/quotas";
import type { Config } from ".";

/** What one owner may use: as configured, or what follows from the plan of the database. */
export const configuredQuotas = ({ apps, connections }: Config): Quotas => ({
  ...quotasOf(connections.database),
  ...apps.quotas,
});

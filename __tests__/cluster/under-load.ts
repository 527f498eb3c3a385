import { isClean, say } from "../../chaos/verdict";
import { Load, type Sent } from "../../scripts/rehearse/load/load";
import { clientAddresses } from "../../scripts/rehearse/machine/addresses";
import type { Rehearsed } from "./rehearsed";
import { until } from "./until";
import { judgeTasks } from "./verdict";

export interface UnderLoad {
  /** Owners of the tasks. */
  owners: readonly string[];
  sent: readonly Sent[];
}

/**
 * Lets something happen while tasks come in, and waits until every effect is there once, in order.
 * @param perSecond tasks a second
 */
export async function underLoad(
  rehearsed: Rehearsed,
  perSecond: number,
  happen: () => Promise<void>,
): Promise<UnderLoad> {
  const owners = Array.from({ length: 4 }, (_, index) => `load-${Date.now()}-${index}`);
  const clients = await Promise.all(owners.map((owner) => rehearsed.client(owner, clientAddresses)));
  const load = new Load(clients, perSecond);
  try {
    await until("the load is taken", () => load.tasks.length > perSecond);
    await happen();
  } finally {
    await load.stop();
  }
  const database = await rehearsed.postgres.connect();
  try {
    await until(
      "every event has its effect",
      async () => {
        const verdict = await judgeTasks(database, load.tasks);
        if (verdict.doubled + verdict.disordered > 0) throw new Error(say(verdict));
        return isClean(verdict);
      },
      300,
    );
    return { owners, sent: load.sent };
  } finally {
    await database.end();
  }
}

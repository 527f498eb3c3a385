import { setTimeout as pause } from "node:timers/promises";
import { timeBudgets } from "../../services/contracts/time-budgets";
import type { Rehearsed } from "./rehearsed";
import { until } from "./until";

/** Minutes without a statement. Set by .ci/run, where they pass beside other tests. */
const minutes = Number(process.env.IDLE_MINUTES ?? 1);

/** A database that may sleep: with all pods up, probed and scraped, not one statement reaches it. */
export function idle(rehearsed: () => Rehearsed): void {
  test(
    `sends not one statement in ${minutes} minutes`,
    async () => {
      const statements = await rehearsed().postgres.logStatements();
      const quiet = timeBudgets.startupRecheckMs + 15_000;
      let [count, since] = [-1, Date.now()];
      await until(
        "the platform has settled",
        () => {
          const now = statements().length;
          if (now !== count) [count, since] = [now, Date.now()];
          return Date.now() - since > quiet;
        },
        400,
      );
      await pause(minutes * 60_000);
      expect(statements().slice(count)).toEqual([]);

      // The log shows a statement when there is one.
      const client = await rehearsed().client("dora");
      await until("a list is answered", async () => (await client.call("GET", "/api/tasks")).status === 200);
      expect(statements().length).toBeGreaterThan(count);
    },
    (minutes + 10) * 60_000,
  );
}

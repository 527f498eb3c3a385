import { setTimeout as pause } from "node:timers/promises";
import { timeBudgets } from "../../services/contracts/time-budgets";
import { podsOf } from "./pods";
import { namespace } from "./recovered";
import type { Rehearsed } from "./rehearsed";
import { until } from "./until";

/** Minutes without a statement. Set by .ci/run, where they pass beside other tests. */
const minutes = Number(process.env.IDLE_MINUTES ?? 1);
/** A container that the kubelet restarts, as on a machine that stalls, looks once for what is waiting. */
const mostTries = 3;

/** A database that may sleep: with all pods up, probed and scraped, not one statement reaches it. */
export function idle(rehearsed: () => Rehearsed): void {
  test(
    `sends not one statement in ${minutes} minutes`,
    async () => {
      const statements = await rehearsed().postgres.logStatements();
      const settled = async () => {
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
        return count;
      };
      const restarts = async () => {
        const pods = await podsOf(rehearsed().kubectl, namespace);
        return pods.flatMap(({ metadata, status }) =>
          status.containerStatuses.map(({ name, restartCount }) => `${metadata.name}/${name} ${restartCount}`),
        );
      };
      let count = 0;
      for (let tries = 1; ; tries += 1) {
        count = await settled();
        const before = await restarts();
        await pause(minutes * 60_000);
        const restarted = (await restarts()).filter((each) => !before.includes(each));
        if (restarted.length === 0 || tries === mostTries) break;
        console.info(`Restarted meanwhile, so that all begins again: ${restarted.join(", ")}`);
      }
      expect(statements().slice(count)).toEqual([]);

      // The log shows a statement when there is one.
      const client = await rehearsed().client("dora");
      await until("a list is answered", async () => (await client.call("GET", "/api/tasks")).status === 200);
      expect(statements().length).toBeGreaterThan(count);
    },
    (minutes + 10) * mostTries * 60_000,
  );
}

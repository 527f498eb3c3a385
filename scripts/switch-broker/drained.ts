import type { Sql } from "../../services/runtime/database/database";
import type { ConsumerLag } from "../../services/runtime/telemetry/broker-lag";

/**
 * What keeps an old broker from being left, each as a sentence with its fix; empty when it is drained.
 * @param lags what consumers have not acknowledged on the old broker
 */
export async function notDrained(sql: Sql, lags: readonly ConsumerLag[]): Promise<string[]> {
  const { rows } = await sql.query<{ waiting: number }>("select count(*) as waiting from freehold.outbox");
  const waiting = rows[0]?.waiting ?? 0;
  return [
    ...(waiting === 0
      ? []
      : [`The outbox holds ${waiting} events: wait until the services have handed them to the old broker.`]),
    ...lags
      .filter(({ events }) => events > 0)
      .map(
        ({ consumer, topic, events }) =>
          `${consumer} has not acknowledged ${events} events of ${topic}: wait until it has, and see its log if it does not.`,
      ),
  ];
}

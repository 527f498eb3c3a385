import { isReady, type Pod, podsOf, readySince } from "./pods";
import type { Rehearsed } from "./rehearsed";
import type { UnderLoad } from "./under-load";
import { until } from "./until";

/** Namespace of the services. */
export const namespace = "freehold";

/** Tasks a second while something happens: what two slow cores carry that also run both nodes, and tests beside them. */
export const perSecond = 2;

export const isDone = ({ status }: Pod) => status.phase === "Succeeded";

/** The pods of the services that go on running. */
const services = async ({ kubectl }: Rehearsed) =>
  (await podsOf(kubectl, namespace)).filter((pod) => !isDone(pod) && pod.status.reason !== "Evicted");

/** Waits until every pod of the services that is not going is ready again. */
export const recovered = (rehearsed: Rehearsed, seconds = 180) =>
  until(
    "every pod is ready again",
    async () =>
      (await services(rehearsed)).every((pod) => pod.metadata.deletionTimestamp === undefined && isReady(pod)),
    seconds,
  );

const settledMs = 60_000;

/** Waits until every pod of the services has been ready for a minute: a program uses more while it starts. */
export const settled = (rehearsed: Rehearsed) =>
  until(
    "every pod has been ready for a minute",
    async () => (await services(rehearsed)).every((pod) => Date.now() - readySince(pod) > settledMs),
    400,
  );

/** Waits until every event has reached its consumers: none is in the outbox, and none was claimed for ten seconds. */
export const drained = ({ postgres }: Rehearsed, seconds = 900) =>
  until(
    "every event has reached its consumers",
    async () => {
      const database = await postgres.connect();
      const { rows } = await database.query<{ count: number }>(
        `select (select count(*) from freehold.outbox)::int + (select count(*) from freehold.inbox
           where claimed_at > now() - interval '10 seconds')::int as count`,
      );
      await database.end();
      return rows[0]?.count === 0;
    },
    seconds,
  );

/**
 * Replaces every pod of the services by a rollout, and waits until the last of those before has gone.
 * @returns the pods before
 */
export async function restartAll(rehearsed: Rehearsed): Promise<Pod[]> {
  const before = await services(rehearsed);
  await rehearsed.kubectl.read(["rollout", "restart", "deployment", "-n", namespace]);
  await until(
    "each pod was replaced",
    async () => {
      const now = new Set((await podsOf(rehearsed.kubectl, namespace)).map(({ metadata }) => metadata.name));
      return before.every(({ metadata }) => !now.has(metadata.name));
    },
    300,
  );
  return before;
}

/** Requests that got an answer which is no success and does not allow to try again. */
export const refused = ({ sent }: UnderLoad) =>
  sent.filter(({ status, error }) => !error && status >= 300 && ![409, 429, 502, 503, 504].includes(status));

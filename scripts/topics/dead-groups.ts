import { allDefinitions, serviceNames } from "../../services/definitions";
import type { KafkaAdmin } from "../../services/runtime/transports/kafka-client";

/** What begins the name of a group that belongs to one process: of a broadcast subscriber's pod, or of a reader of ours. */
const prefixes = [
  ...allDefinitions
    .filter(({ subscribes }) => subscribes.some(({ delivery }) => delivery === "broadcast"))
    .map(({ name }) => `${name}-`),
  "freehold-reader-",
];

const isOfOneProcess = (group: string): boolean =>
  prefixes.some((prefix) => group.startsWith(prefix)) && !(serviceNames as readonly string[]).includes(group);

/**
 * Removes the groups of processes that are gone. Each pod of a broadcast subscriber has a group of its own, which a broker
 * keeps for days after the pod, and Redpanda Serverless has no more than 200. A group with a member is left alone: the
 * broker itself refuses to delete it.
 * @param check only look
 * @returns the groups that were removed, or would be
 */
export async function removeDeadGroups(admin: KafkaAdmin, { check }: { check: boolean }): Promise<string[]> {
  const { groups } = await admin.listGroups();
  const ours = groups.map(({ groupId }) => groupId).filter(isOfOneProcess);
  if (ours.length === 0) return [];
  const described = await admin.describeGroups(ours);
  const dead = described.groups.filter(({ state }) => state === "Empty").map(({ groupId }) => groupId);
  if (check) return dead;
  const removed: string[] = [];
  for (const group of dead) {
    // A pod may have come back to it in this moment.
    await admin.deleteGroups([group]).then(
      () => removed.push(group),
      () => {},
    );
  }
  return removed;
}

import { z } from "zod";
import type { Config } from "../config";
import type { Resources } from "../config/resources";
import { capacity, type NodeCapacity } from "../ledger/capacity";
import type { PodFootprint } from "../ledger/pods";
import type { SynthesizedResource } from "../ledger/synthesized";

const dimensions = [
  { key: "cpuMillis", name: "CPU", unit: "m" },
  { key: "memoryMib", name: "memory", unit: "Mi" },
] as const satisfies { key: keyof Resources; name: string; unit: string }[];

/** Refuses pods that would not all find room, those of a rolling update included. */
export const capacityProblems = (config: Config, pods: readonly PodFootprint[]): string[] =>
  capacity(config, pods).flatMap((node) =>
    dimensions
      .filter(({ key }) => node.left[key] < 0)
      .map(({ key, name, unit }) => {
        const figure = (resources: Resources) => `${resources[key]}${unit}`;
        return (
          `Does not fit: the pods of node ${node.node} ask for ${figure(node.updating)} of ${name}, a rolling update ` +
          `included, and ${figure(node.allocatable)} can be given out (nodes.${node.node}: ${figure(node.machine)} less ` +
          `reservations and eviction). Lower requests.${key} or replicas of ${largest(node, key)}, or move one to ` +
          "the other node."
        );
      }),
  );

/** The settings of the three largest pods of a node, largest first. */
const largest = ({ entries }: NodeCapacity, key: keyof Resources): string =>
  entries
    .filter(({ setting }) => setting !== undefined)
    .sort((one, other) => other.updating[key] - one.updating[key])
    .slice(0, 3)
    .map(({ setting, updating }) => `${setting} (${updating[key]})`)
    .join(", ");

/** Types whose pods the ledger must know of; one that runs none has to say so. */
const podTypes = /^kubernetes_(deployment|stateful_set|daemon_set|job|cron_job|pod)(_v1)?$|^helm_release$/;

/** Refuses a workload that the ledger does not count. */
export const uncountedProblems = (
  resources: readonly SynthesizedResource[],
  countedPaths: readonly string[],
): string[] =>
  resources
    .filter(({ type }) => podTypes.test(type))
    .filter(({ path }) => !countedPaths.some((counted) => path.startsWith(`${counted}/`)))
    .map(
      ({ path }) => `Not counted: ${path} runs pods that the ledger does not know: call declarePods in its construct.`,
    );

const autoscalerSchema = z.object({
  spec: z.object({ max_replicas: z.number(), scale_target_ref: z.object({ name: z.string() }) }),
});

/** Refuses an autoscaler that may start more pods than the ledger has counted. */
export const autoscalerProblems = (
  resources: readonly SynthesizedResource[],
  pods: readonly PodFootprint[],
): string[] =>
  resources
    .filter(({ type }) => type === "kubernetes_horizontal_pod_autoscaler_v2")
    .flatMap(({ path, attributes }) => {
      const { max_replicas: most, scale_target_ref: target } = autoscalerSchema.parse(attributes).spec;
      const counted = pods.find(({ name }) => name === target.name)?.replicas ?? 0;
      return most > counted
        ? [
            `Does not fit: ${path} may start ${most} pods of ${target.name}, and the ledger has counted ${counted}: lower its maximum, or declare as many.`,
          ]
        : [];
    });

import { stateStoreConnections, stateStoreUsers } from "../../dapr-components/state-store";
import { type JobName, jobNames } from "../../services/contracts/jobs";
import type { RegisteredDefinition } from "../../services/definitions";
import type { Config } from "../config";
import { transportOf } from "../config/transports";

/**
 * Connections that the smallest compute of Neon leaves to users: 104, less 7 that it keeps
 * (https://neon.com/docs/connect/connection-pooling). The pooler takes more clients, but opens no more of these.
 */
export const databaseConnections = 97;

/** Connections that each job opens. */
const jobConnections: Record<JobName, number> = { migrate: 1, topics: 0, "clean-up": 1 };

/** Pods of a service that may run at once: under load, and one more during a rolling update. */
const pods = ({ apps }: Config, { name }: RegisteredDefinition): number => {
  const { replicas, maxReplicas } = apps.services[name];
  return Math.max(replicas, maxReplicas) + 1;
};

/** Connections of a service's sidecar: those of the state store. */
const sidecarConnections = (config: Config, { name }: RegisteredDefinition): number =>
  transportOf(config).sidecars && stateStoreUsers.includes(name) ? stateStoreConnections : 0;

/** The most connections that everything opens at once, by what opens them. */
export const connectionUse = (
  config: Config,
  definitions: readonly RegisteredDefinition[],
): { name: string; most: number }[] => [
  ...definitions.map((service) => ({
    name: `apps.services.${service.name}`,
    most: pods(config, service) * (service.poolMax + sidecarConnections(config, service)),
  })),
  ...jobNames.map((name) => ({ name: `job ${name}`, most: jobConnections[name] })),
];

/** Refuses pools that together are larger than what the database has. */
export function connectionProblems(config: Config, definitions: readonly RegisteredDefinition[]): string[] {
  const use = connectionUse(config, definitions);
  const most = use.reduce((sum, line) => sum + line.most, 0);
  if (most <= databaseConnections) return [];
  const largest = [...use].sort((one, other) => other.most - one.most).slice(0, 3);
  return [
    `Too many connections: the pools may open ${most}, a rolling update under full load included, and the database has ` +
      `${databaseConnections}. Lower maxReplicas or poolMax of ${largest.map((line) => `${line.name} (${line.most})`).join(", ")}.`,
  ];
}

import type { ExporterName } from "../../services/exporters";
import type { Config } from ".";

/** The exporters that a configuration has run beside the services. */
export const exportersOf = ({ connections: { broker, database } }: Config): ExporterName[] => [
  ...(database.neonProject ? (["neon-exporter"] as const) : []),
  ...(broker === "redis" ? (["redis-exporter"] as const) : []),
];

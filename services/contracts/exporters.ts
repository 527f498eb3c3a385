/**
 * What shows Prometheus something that is not a service of ours: the use of Neon, and the consumer groups of Redis. Each is
 * services/<name>/main.ts, as a service is, but neither events nor users come to it, and it only runs where it is configured.
 */
export const exporterNames = ["neon-exporter", "redis-exporter"] as const;
export type ExporterName = (typeof exporterNames)[number];

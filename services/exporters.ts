import type { ExporterDefinition } from "./contracts/exporter-definition";
import { definition as neonExporter } from "./neon-exporter/definition";
import { definition as redisExporter } from "./redis-exporter/definition";

/** The exporters, a line each. */
const registry = [neonExporter, redisExporter] as const;

export type ExporterName = (typeof registry)[number]["name"];

/** The definitions of all exporters, in the order of their names. */
export const allExporters: readonly ExporterDefinition<ExporterName>[] = registry;

export const exporterNames: readonly ExporterName[] = allExporters.map(({ name }) => name);

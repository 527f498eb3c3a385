import { jobNames } from "../../services/contracts/jobs";
import { allDefinitions } from "../../services/definitions";
import { allExporters } from "../../services/exporters";
import type { Config } from "../config";
import { transportOf } from "../config/transports";
import type { SynthesizedResource } from "../ledger/synthesized";
import { podTemplates } from "./pod-templates";
import { type RequiredVariable, requiredOfExporter, requiredOfJob, requiredOfService } from "./required-variables";

/** What each program of ours must be told, by the name of its workload. */
const requiredBy = (config: Config) =>
  new Map<string, readonly RequiredVariable[]>([
    ...allDefinitions.map(
      (definition) => [definition.name, requiredOfService(definition, transportOf(config))] as const,
    ),
    ...jobNames.map((name) => [name, requiredOfJob[name]] as const),
    ...allExporters.map((exporter) => [exporter.name, requiredOfExporter(exporter)] as const),
  ]);

/** Where a variable of a container comes from, for the fix. */
const places = "stacks/apps.ts, or the construct that makes it";

/** Refuses a pod that lacks what its program needs to start: it would end again and again. */
export const startProblems = (config: Config, resources: readonly SynthesizedResource[]): string[] => {
  const required = requiredBy(config);
  return podTemplates(resources).flatMap(({ path, name, environment }) =>
    (required.get(name) ?? [])
      .filter(({ anyOf }) => !anyOf.some((variable) => environment.includes(variable)))
      .map(
        ({ anyOf, because }) =>
          `Does not start: ${name} (${path}) is not told ${anyOf.join(" or ")}, and ${because}: set it in ${places}.`,
      ),
  );
};

import { z } from "zod";
import { namespaceOf, type SynthesizedResource } from "../ledger/synthesized";

const releaseSchema = z.object({ values: z.array(z.string()).default([]) });

/** What a chart is given, where its construct is, and the namespace of its release. */
export interface ChartValues {
  path: string;
  namespace: string | undefined;
  value: unknown;
}

/** The values of every chart. */
export const charts = (resources: readonly SynthesizedResource[]): ChartValues[] =>
  resources
    .filter(({ type }) => type === "helm_release")
    .flatMap((resource) =>
      releaseSchema.parse(resource.attributes).values.map((text) => ({
        path: resource.path,
        namespace: namespaceOf(resource),
        value: JSON.parse(text) as unknown,
      })),
    );

import { z } from "zod";
import type { SynthesizedResource } from "./synthesized";

const releaseSchema = z.object({ values: z.array(z.string()).default([]) });

/** The values of every chart, with the path of its construct. */
export const charts = (resources: readonly SynthesizedResource[]): { path: string; value: unknown }[] =>
  resources
    .filter(({ type }) => type === "helm_release")
    .flatMap(({ path, attributes }) =>
      releaseSchema.parse(attributes).values.map((text) => ({ path, value: JSON.parse(text) as unknown })),
    );

import { z } from "zod";
import type { SynthesizedResource } from "../../stacks/ledger/synthesized";

const releaseSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  chart: z.string(),
  repository: z.string().optional(),
  version: z.string().optional(),
  values: z.array(z.string()).default([]),
  set_sensitive: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
});

/** A chart from outside as a stack releases it. */
export interface OutsideChart {
  /** Of the release. */
  name: string;
  namespace: string;
  /** Name in its repository, or without one its place. */
  chart: string;
  repository?: string;
  version?: string;
  /** Values, as Helm gets them from Terraform. */
  values: Record<string, unknown>;
  /** Values that only Terraform knows, by the path of their key; here the references to them. */
  sensitive: { name: string; value: string }[];
}

/** Reads a resource of the type `helm_release`. */
export function outsideChart({ attributes }: SynthesizedResource): OutsideChart {
  const { values, set_sensitive: sensitive, ...release } = releaseSchema.parse(attributes);
  const text = values[0] ?? "{}";
  // Terraform reads `$${` as `${`.
  return { ...release, values: JSON.parse(text.replaceAll("$${", () => "${")), sensitive };
}

/** The arguments by which Helm finds the chart. */
export function chartPlace({ chart, repository, version }: OutsideChart): string[] {
  const pinned = version ? ["--version", version] : [];
  if (!repository) return [chart, ...pinned];
  return repository.startsWith("oci://")
    ? [`${repository}/${chart}`, ...pinned]
    : [chart, "--repo", repository, ...pinned];
}

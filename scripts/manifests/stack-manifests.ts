import { z } from "zod";
import type { StackName } from "../../stacks/constructs/terraform/freehold-stack";
import type { SynthesizedResource } from "../../stacks/ledger/synthesized";
import { type KubernetesObject, kubernetesObject } from "./kubernetes-object";
import { type OutsideChart, outsideChart } from "./outside-chart";

const customSchema = z.object({
  manifests: z.array(
    z.looseObject({
      apiVersion: z.string(),
      kind: z.string(),
      metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
    }),
  ),
});

export interface StackManifests {
  objects: KubernetesObject[];
  /** Charts from outside, which are not rendered yet. */
  charts: OutsideChart[];
}

/** Every object that a stack makes on the cluster: those of typed resources, and the custom ones of our own chart. */
export function stackManifests(stack: StackName, resources: readonly SynthesizedResource[]): StackManifests {
  const own = named(resources).filter(({ path }) => path.startsWith(`${stack}/`));
  const releases = own
    .filter(({ type }) => type === "helm_release")
    .map((release) => {
      const chart = outsideChart(release);
      const custom = customSchema.safeParse(chart.values).data?.manifests ?? [];
      return { chart, custom };
    });
  return {
    objects: [
      ...own.filter(({ type }) => type.startsWith("kubernetes_")).map(kubernetesObject),
      ...releases.flatMap(({ chart: { namespace }, custom }) =>
        custom.map((manifest) => ({ ...manifest, metadata: { namespace, ...manifest.metadata } })),
      ),
    ],
    charts: releases.filter(({ custom }) => custom.length === 0).map(({ chart }) => chart),
  };
}

/** The resources with each reference to another one's name replaced by that name. */
function named(resources: readonly SynthesizedResource[]): SynthesizedResource[] {
  const names = new Map<string, string>(
    resources.flatMap(({ type, path, attributes }) => {
      const metadata = z.object({ metadata: z.object({ name: z.string() }) }).safeParse(attributes).data?.metadata;
      return metadata ? [[`${type}.${path.split("/").at(-1)}`, metadata.name] as const] : [];
    }),
  );
  const reference = /\$\{(kubernetes_\w+\.[\w-]+)\.metadata\[0\]\.name\}/g;
  const resolve = (text: string) => text.replace(reference, (whole, id: string) => names.get(id) ?? whole);
  return resources.map((resource) => ({
    ...resource,
    attributes: JSON.parse(resolve(JSON.stringify(resource.attributes))),
  }));
}

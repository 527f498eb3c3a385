import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";

/** What a ConfigMap among the objects holds. */
export function configMap(objects: readonly KubernetesObject[], name: string): Record<string, string> {
  const found = objects.find(({ kind, metadata }) => kind === "ConfigMap" && metadata.name === name);
  return z.object({ data: z.record(z.string(), z.string()) }).parse(found).data;
}

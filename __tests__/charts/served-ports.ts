import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { workloads } from "./workloads";

const serviceSchema = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    selector: z.record(z.string(), z.string()),
    ports: z.array(z.object({ port: z.number(), targetPort: z.union([z.number(), z.string()]).optional() })),
  }),
});

/** The ports of pods that Services lead to; fails when no pod of the Service has a port of that name. */
export function servedPorts(objects: readonly KubernetesObject[]): number[] {
  const pods = workloads(objects).map(({ spec }) => spec.template);
  return objects
    .filter(({ kind }) => kind === "Service")
    .map((service) => serviceSchema.parse(service))
    .flatMap(({ metadata, spec: { selector, ports } }) => {
      const behind = pods.filter(({ metadata: { labels } }) =>
        Object.entries(selector).every(([label, value]) => labels[label] === value),
      );
      if (behind.length === 0) throw new Error(`no pod is behind the Service ${metadata.name}`);
      const named = behind.flatMap(({ spec }) => spec.containers.flatMap((container) => container.ports));
      return ports.map(({ port, targetPort = port }) => {
        if (typeof targetPort === "number") return targetPort;
        const found = named.find(({ name }) => name === targetPort);
        if (!found) throw new Error(`no pod of the Service ${metadata.name} has a port ${targetPort}`);
        return found.containerPort;
      });
    });
}

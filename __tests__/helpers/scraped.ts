import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { scrapeJobs } from "../../stacks/constructs/platform/scrape-jobs";

const serviceSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.object({ ports: z.array(z.object({ name: z.string().optional() })) }),
});

/**
 * The Services whose endpoints a scrape job finds among the objects, each once for every port that it keeps.
 * Source of the labels: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#endpointslice
 */
export function scraped(name: string, objects: readonly KubernetesObject[]): string[] {
  const job = scrapeJobs().find(({ job_name }) => job_name === name);
  const [discovery] = job?.kubernetes_sd_configs ?? [];
  if (discovery?.role !== "endpointslice") throw new Error(`${name} looks for no endpoints`);
  const filters = (job?.relabel_configs ?? []).filter(({ action }) => action === "keep");
  return objects
    .filter(({ kind }) => kind === "Service")
    .map((service) => serviceSchema.parse(service))
    .filter(({ metadata }) => discovery.namespaces?.names.includes(metadata.namespace))
    .flatMap(({ metadata, spec }) =>
      spec.ports
        .map((port) => ({
          __meta_kubernetes_service_name: metadata.name,
          __meta_kubernetes_endpointslice_port_name: port.name ?? "",
          ...prefixed("__meta_kubernetes_service_label_", metadata.labels),
          ...prefixed("__meta_kubernetes_service_annotation_", metadata.annotations),
        }))
        .filter((labels: Record<string, string>) =>
          filters.every(({ source_labels, regex }) =>
            new RegExp(`^(?:${regex})$`).test(source_labels.map((label) => labels[label] ?? "").join(";")),
          ),
        )
        .map(() => metadata.name),
    );
}

const prefixed = (prefix: string, values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key.replace(/\W/g, "_"), value]));

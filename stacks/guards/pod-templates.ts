import { z } from "zod";
import type { SynthesizedResource } from "../ledger/synthesized";

const probe = z
  .object({
    http_get: z.object({ path: z.string() }).optional(),
    exec: z.object({ command: z.array(z.string()) }).optional(),
  })
  .optional();
const containerSchema = z.object({
  name: z.string(),
  image: z.string(),
  env: z.array(z.object({ name: z.string() })).default([]),
  port: z.array(z.unknown()).default([]),
  startup_probe: probe,
  liveness_probe: probe,
  readiness_probe: probe,
});
const templateSchema = z.object({
  metadata: z.object({
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.object({
    automount_service_account_token: z.boolean().default(true),
    container: z.array(containerSchema).default([]),
    init_container: z.array(containerSchema).default([]),
  }),
});
const metadata = z.object({ name: z.string(), namespace: z.string().default("default") });
const ownerSchema = z.object({ metadata, spec: z.object({ template: templateSchema }) });
const cronJobSchema = z.object({
  metadata,
  spec: z.object({ schedule: z.string(), job_template: z.object({ spec: z.object({ template: templateSchema }) }) }),
});

export type Container = z.infer<typeof containerSchema>;

/** The pods that a resource makes, as far as the guards look at them. */
export interface PodTemplate {
  /** Path of the construct. */
  path: string;
  name: string;
  namespace: string;
  labels: Record<string, string>;
  /** Init containers too. */
  containers: Container[];
  /** Names of the variables that the containers are told. */
  environment: string[];
  /** Whether Dapr's injector adds a sidecar. */
  sidecar: boolean;
  /** By what name Dapr knows it; undefined for a pod without a sidecar. */
  appId: string | undefined;
  /** Whether it stays up and answers, as jobs do not. */
  serves: boolean;
  kubernetesToken: boolean;
  /** When it runs, as cron writes it; only of a CronJob. */
  schedule?: string;
}

/** The pod templates of all Deployments, Jobs and CronJobs of ours. */
export const podTemplates = (resources: readonly SynthesizedResource[]): PodTemplate[] =>
  resources.flatMap(({ path, type, attributes }) => {
    switch (type) {
      case "kubernetes_deployment_v1":
      case "kubernetes_job_v1": {
        const { metadata, spec } = ownerSchema.parse(attributes);
        return [{ ...podTemplate(spec.template), ...metadata, path, serves: type === "kubernetes_deployment_v1" }];
      }
      case "kubernetes_cron_job_v1": {
        const { metadata, spec } = cronJobSchema.parse(attributes);
        const { schedule, job_template } = spec;
        return [{ ...podTemplate(job_template.spec.template), ...metadata, path, serves: false, schedule }];
      }
      default:
        return [];
    }
  });

function podTemplate({ metadata: { labels, annotations }, spec }: z.infer<typeof templateSchema>) {
  const containers = [...spec.container, ...spec.init_container];
  return {
    labels,
    containers,
    environment: containers.flatMap(({ env }) => env.map(({ name }) => name)),
    sidecar: annotations["dapr.io/enabled"] === "true",
    appId: annotations["dapr.io/app-id"],
    kubernetesToken: spec.automount_service_account_token,
  };
}

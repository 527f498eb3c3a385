import { z } from "zod";
import type { SynthesizedResource } from "../../stacks/ledger/synthesized";

/** A manifest as kubectl takes it. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; [key: string]: unknown };
  [key: string]: unknown;
}

/** The kinds that the stacks make with the Kubernetes provider, by Terraform's name of the type. */
const kinds: Record<string, { apiVersion: string; kind: string }> = {
  kubernetes_config_map_v1: { apiVersion: "v1", kind: "ConfigMap" },
  kubernetes_cron_job_v1: { apiVersion: "batch/v1", kind: "CronJob" },
  kubernetes_default_service_account_v1: { apiVersion: "v1", kind: "ServiceAccount" },
  kubernetes_deployment_v1: { apiVersion: "apps/v1", kind: "Deployment" },
  kubernetes_horizontal_pod_autoscaler_v2: { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler" },
  kubernetes_job_v1: { apiVersion: "batch/v1", kind: "Job" },
  kubernetes_limit_range_v1: { apiVersion: "v1", kind: "LimitRange" },
  kubernetes_namespace_v1: { apiVersion: "v1", kind: "Namespace" },
  kubernetes_network_policy_v1: { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" },
  kubernetes_persistent_volume_claim_v1: { apiVersion: "v1", kind: "PersistentVolumeClaim" },
  kubernetes_pod_disruption_budget_v1: { apiVersion: "policy/v1", kind: "PodDisruptionBudget" },
  kubernetes_resource_quota_v1: { apiVersion: "v1", kind: "ResourceQuota" },
  kubernetes_role_binding_v1: { apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding" },
  kubernetes_role_v1: { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role" },
  kubernetes_secret_v1: { apiVersion: "v1", kind: "Secret" },
  kubernetes_service_account_v1: { apiVersion: "v1", kind: "ServiceAccount" },
  kubernetes_service_v1: { apiVersion: "v1", kind: "Service" },
};

/** What only Terraform reads. */
const terraformsOwn = new Set([
  "depends_on",
  "lifecycle",
  "timeouts",
  "wait_for_completion",
  "wait_for_rollout",
  "wait_until_bound",
]);

/** Lists whose blocks Terraform names in the singular. */
const plurals: Record<string, string> = {
  container: "containers",
  init_container: "initContainers",
  limit: "limits",
  metric: "metrics",
  policy: "policies",
  port: "ports",
  rule: "rules",
  subject: "subjects",
  topology_spread_constraint: "topologySpreadConstraints",
  volume: "volumes",
  volume_mount: "volumeMounts",
};

/** Names that camel case does not make. */
const others: Record<string, string> = { timezone: "timeZone" };

/** Blocks of which there is one, and which the provider takes as a list of one. */
const single = new Set(["label_selector", "tcp_socket"]);

/**
 * What the provider (2.38) sends in a block that leaves it out, and Kubernetes takes as said: a container that is not
 * non-root for any pod, and a policy that there is not.
 */
const sent: Record<string, object> = {
  security_context: { runAsNonRoot: false },
  scale_down: { selectPolicy: "" },
  scale_up: { selectPolicy: "" },
};

/** Maps whose keys are data. */
const maps = new Set([
  "labels",
  "annotations",
  "match_labels",
  "node_selector",
  "data",
  "requests",
  "limits",
  "hard",
  "default",
  "default_request",
]);

/** Numbers that the provider takes as text; a port can be a name, and stays one. */
const numbers = new Set([
  "replicas",
  "port",
  "target_port",
  "run_as_user",
  "run_as_group",
  "fs_group",
  "max_surge",
  "max_unavailable",
  "min_available",
]);

const metadataSchema = z.looseObject({ name: z.string(), namespace: z.string().optional() });

/**
 * The Kubernetes object that a resource of the Kubernetes provider makes. What only Terraform knows stays as the reference
 * that it is, so that no secret can be in it.
 *
 * @throws {Error} for a type that is not known here yet
 */
export function kubernetesObject({ type, path, attributes }: SynthesizedResource): KubernetesObject {
  const kind = kinds[type];
  if (!kind) throw new Error(`${path} is of type ${type}: add its kind to scripts/manifests/kubernetes-object.ts`);
  const { metadata, data, spec, ...rest } = attributes;
  // A Service selects by plain labels, and everything else by a selector.
  const selector = kind.kind === "Service" ? z.object({ selector: z.unknown() }).parse(spec).selector : undefined;
  // There is one in every namespace, which the provider only changes.
  const name = type === "kubernetes_default_service_account_v1" ? { name: "default" } : {};
  return {
    ...kind,
    metadata: metadataSchema.parse({ ...name, ...convertObject(metadata) }),
    ...convertObject(rest),
    // The provider encodes what a Secret holds; so does the API server with stringData.
    ...(data !== undefined && { [kind.kind === "Secret" ? "stringData" : "data"]: data }),
    ...(spec !== undefined && {
      spec: { ...convertObject(spec), ...(selector ? { selector } : {}) },
    }),
  };
}

const convertObject = (value: unknown): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(convert(value));

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  return typeof value === "object" && value !== null ? object(value) : value;
}

const object = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !terraformsOwn.has(key))
      .map(([key, child]) => entry(key, child)),
  );

function entry(key: string, value: unknown): [string, unknown] {
  const defaults = sent[key];
  if (defaults) return [camel(key), { ...defaults, ...convertObject(Array.isArray(value) ? value[0] : value) }];
  if (Array.isArray(value)) {
    if (single.has(key)) return [camel(key), convert(value[0])];
    return [plurals[key] ?? camel(key), convert(value)];
  }
  if (maps.has(key)) return [camel(key), value];
  if (numbers.has(key) && typeof value === "string" && /^\d+$/.test(value)) return [camel(key), Number(value)];
  return [others[key] ?? camel(key), convert(value)];
}

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

import type { StateResource } from "../operations/terraform";

/** What goes with a resource, by its type, where that is more than the resource: data, or what you cannot get again. */
const losses: Record<string, (resource: StateResource) => string> = {
  oci_core_instance: ({ values }) =>
    `machine ${text(values.display_name)} with its disk, and all that pods kept on it${/server/.test(text(values.display_name)) ? ": etcd too, of which the bucket has the snapshots" : ""}`,
  oci_objectstorage_bucket: ({ values }) => `bucket ${text(values.name)}: the snapshots of etcd, every version of them`,
  oci_core_public_ip: ({ values }) =>
    `reserved address ${text(values.ip_address)}: the next one is another, and the domain's A record leads nowhere until you change it`,
  oci_network_load_balancer_network_load_balancer: () => "load balancer: nothing reaches the platform without it",
  oci_identity_compartment: ({ values }) =>
    `compartment ${text(values.name)}: it stays, empty, and the next deploy takes it up`,
  oci_limits_quota: () => "quota: from then on nothing refuses what costs money",
  oci_budget_budget: () => "budget: from then on no mail tells of costs",
  tls_self_signed_cert: ({ name }) =>
    `authority ${name}: without it no machine joins the cluster, and no kubeconfig works`,
  random_password: ({ name }) => `secret ${name}`,
  helm_release: ({ values }) => {
    const kept: Record<string, string> = {
      prometheus: ": all metrics",
      dapr: ": no sidecar starts without it",
    };
    return `release ${text(values.name)}${kept[text(values.name)] ?? ""}`;
  },
  kubernetes_persistent_volume_claim_v1: ({ address }) => `volume ${address.split(".").at(-1)}: what it holds`,
  kubernetes_stateful_set_v1: ({ address }) => `${address.split(".").at(-1)}, with its volumes`,
};

/** Kinds of which one line is enough, whatever their number. */
const counted: Record<string, string> = {
  kubernetes_deployment_v1: "services, which end",
  kubernetes_secret_v1: "Secrets of the cluster, which a deploy makes again",
};

/** What would be lost with these resources, a line each; the rest is their number. */
export function describeLosses(resources: readonly StateResource[]): string[] {
  const lines = resources.flatMap((resource) => losses[resource.type]?.(resource) ?? []);
  const groups = Object.entries(counted).flatMap(([type, what]) => {
    const { length } = resources.filter((resource) => resource.type === type);
    return length > 0 ? [`${length} ${what}`] : [];
  });
  const redis = resources.some(({ values }) => JSON.stringify(values).includes("redis-data"))
    ? ["Redis's volume: events that no consumer has applied yet"]
    : [];
  return [...new Set([...lines, ...groups, ...redis])];
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

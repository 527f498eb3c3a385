/** Names of Prometheus's scrape jobs, by which queries tell apart what they look at. */
export const jobs = {
  /** The services themselves; the label `service` is the service's name. */
  services: "services",
  /** Their Dapr sidecars; `service` is the app's id, which is the service's name. */
  sidecars: "dapr-sidecars",
  /** Dapr's operator, sentry and injector; `service` is the name of the Kubernetes Service. */
  daprControlPlane: "dapr-control-plane",
  traefik: "traefik",
  /** The node exporter; `node` is the node's name. */
  nodes: "nodes",
  /** k3s's own metrics, one target a node. */
  k3s: "k3s",
  /** Memory and CPU of containers (cAdvisor), one target a node. */
  containers: "containers",
  /** Redpanda's own metrics, where they are configured. */
  redpanda: "redpanda",
  prometheus: "prometheus",
  alertmanager: "alertmanager",
} as const;

import type { Config } from "../config";
import type { PodFootprint } from "./pods";

/** Not a fact looked up in k3s's release, but what its manifests are known to ask for; to be checked on a cluster. */
const assumption = "assumption: requests in k3s's packaged manifests";

/**
 * The pods that k3s starts. Those without requests (local-path-provisioner, the load balancer's pods, the
 * jobs that install charts) weigh nothing to the scheduler; the system reservation leaves room for them. CoreDNS and
 * metrics-server are only replaced while k3s itself is upgraded, when nothing else rolls out.
 */
export const k3sPods = ({ platform }: Config): PodFootprint[] => [
  {
    name: "coredns",
    node: "any",
    replicas: 1,
    surge: 0,
    containers: [{ name: "coredns", requests: { cpuMillis: 100, memoryMib: 70 } }],
    source: assumption,
  },
  {
    name: "metrics-server",
    node: "any",
    replicas: 1,
    surge: 0,
    containers: [{ name: "metrics-server", requests: { cpuMillis: 100, memoryMib: 70 } }],
    source: assumption,
  },
  {
    // Sized by the platform stack's HelmChartConfig. Its certificates are on one node's disk, so that it stays there.
    name: "traefik",
    node: "server",
    replicas: 1,
    surge: 1,
    containers: [{ name: "traefik", ...platform.traefik }],
    setting: "platform.traefik",
  },
];

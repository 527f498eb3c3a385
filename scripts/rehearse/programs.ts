import { type ComponentName, findComponent, howToGet } from "../components/find";
import { OperationError } from "../operations/operation-error";

/** What makes the cluster and deploys onto it. The images name the programs that run in pods. */
const needed = [
  "cni-plugins",
  "conntrack",
  "containerd",
  "coredns",
  "dapr-chart",
  "etcd",
  "helm",
  "ipset",
  "iptables",
  "k3s-crds",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-proxy",
  "kube-router",
  "kube-scheduler",
  "kubectl",
  "kubelet",
  "pebble",
  "runc",
  "traefik-crds",
] as const satisfies readonly ComponentName[];

export type RehearsalProgram = (typeof needed)[number];

/**
 * Where each program is.
 * @throws {OperationError} that names all that are missing, and how to get them
 */
export function rehearsalPrograms(): Record<RehearsalProgram, string> {
  const found = needed.map((name) => [name, findComponent(name)] as const);
  const missing = found.filter(([, place]) => !place).map(([name]) => name);
  if (missing.length > 0)
    throw new OperationError(`A rehearsal needs programs that are missing:\n${missing.map(say).join("\n")}`, {
      fix: "Install those, or let npx freehold components fetch and build what it can",
    });
  return Object.fromEntries(found) as Record<RehearsalProgram, string>;
}

const say = (name: ComponentName): string => `  ${name}: ${howToGet(name)}`;

import type { KubernetesObject } from "../../manifests/kubernetes-object";

/** Namespace of what k3s brings. */
export const system = "kube-system";

/** A namespaced object, or with an empty namespace one of the whole cluster. */
export const object = (
  apiVersion: string,
  kind: string,
  name: string,
  fields: object,
  namespace = system,
): KubernetesObject => ({ apiVersion, kind, metadata: { name, ...(namespace && { namespace }) }, ...fields });

const rbac = "rbac.authorization.k8s.io/v1";

export interface Rule {
  apiGroups?: string[];
  resources?: string[];
  nonResourceURLs?: string[];
  verbs: string[];
}

/** A service account that may do what rules say, everywhere. */
export const account = (name: string, rules: Rule[], namespace = system): KubernetesObject[] => [
  object("v1", "ServiceAccount", name, {}, namespace),
  object(rbac, "ClusterRole", name, { rules }, ""),
  bind(name, { kind: "ClusterRole", name }, namespace),
];

/** Binds an account to a role of the cluster. */
export const bind = (name: string, role: { kind: string; name: string }, namespace = system): KubernetesObject =>
  object(
    rbac,
    "ClusterRoleBinding",
    `${name}-${role.name.replaceAll(":", "-")}`,
    {
      roleRef: { apiGroup: "rbac.authorization.k8s.io", ...role },
      subjects: [{ kind: "ServiceAccount", name, namespace }],
    },
    "",
  );

export interface DeploymentProps {
  name: string;
  namespace?: string;
  labels: Record<string, string>;
  pod: object;
  strategy?: object;
}

export const deployment = ({ name, namespace, labels, pod, strategy }: DeploymentProps): KubernetesObject =>
  object(
    "apps/v1",
    "Deployment",
    name,
    {
      spec: {
        replicas: 1,
        ...(strategy && { strategy }),
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: pod },
      },
    },
    namespace,
  );

import type { KubernetesObject } from "../../manifests/kubernetes-object";
import { account, bind, deployment, object } from "./object";

/** What autoscalers and `kubectl top` read, as k3s brings it (https://github.com/k3s-io/k3s/tree/master/manifests/metrics-server). */
export const metricsServer = (image: string): KubernetesObject[] => {
  const labels = { "k8s-app": "metrics-server" };
  return [
    ...account("metrics-server", [
      { apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"] },
      { apiGroups: [""], resources: ["pods", "nodes", "namespaces", "configmaps"], verbs: ["get", "list", "watch"] },
    ]),
    bind("metrics-server", { kind: "ClusterRole", name: "system:auth-delegator" }),
    object("rbac.authorization.k8s.io/v1", "RoleBinding", "metrics-server-auth-reader", {
      roleRef: {
        apiGroup: "rbac.authorization.k8s.io",
        kind: "Role",
        name: "extension-apiserver-authentication-reader",
      },
      subjects: [{ kind: "ServiceAccount", name: "metrics-server", namespace: "kube-system" }],
    }),
    deployment({
      name: "metrics-server",
      labels,
      pod: {
        serviceAccountName: "metrics-server",
        priorityClassName: "system-node-critical",
        containers: [
          {
            name: "metrics-server",
            image,
            args: [
              ...["--cert-dir=/tmp", "--secure-port=10250", "--kubelet-preferred-address-types=InternalIP"],
              ...[
                "--metric-resolution=15s",
                "--kubelet-certificate-authority=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt",
              ],
            ],
            resources: { requests: { cpu: "100m", memory: "70Mi" } },
            ports: [{ name: "https", containerPort: 10250 }],
            readinessProbe: { httpGet: { path: "/readyz", port: "https", scheme: "HTTPS" }, periodSeconds: 2 },
            volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              runAsNonRoot: true,
              runAsUser: 1000,
            },
          },
        ],
        volumes: [{ name: "tmp", emptyDir: {} }],
      },
    }),
    object("v1", "Service", "metrics-server", {
      spec: { selector: labels, ports: [{ name: "https", port: 443, targetPort: "https" }] },
    }),
    object(
      "apiregistration.k8s.io/v1",
      "APIService",
      "v1beta1.metrics.k8s.io",
      {
        spec: {
          group: "metrics.k8s.io",
          version: "v1beta1",
          service: { name: "metrics-server", namespace: "kube-system" },
          insecureSkipTLSVerify: true,
          groupPriorityMinimum: 100,
          versionPriority: 100,
        },
      },
      "",
    ),
  ];
};

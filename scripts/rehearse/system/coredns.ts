import type { KubernetesObject } from "../../manifests/kubernetes-object";
import { clusterDns } from "../machine/addresses";
import { account, deployment, object } from "./object";

/** What k3s's CoreDNS is told, but for the addresses of nodes (https://github.com/k3s-io/k3s/blob/master/manifests/coredns.yaml). */
const corefile = `.:53 {
    errors
    health
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
      pods insecure
      fallthrough in-addr.arpa ip6.arpa
    }
    prometheus :9153
    forward . /etc/resolv.conf
    cache 30
    loop
    reload
    loadbalance
}
`;

export const coredns = (image: string): KubernetesObject[] => {
  const labels = { "k8s-app": "kube-dns" };
  return [
    ...account("coredns", [
      { apiGroups: [""], resources: ["endpoints", "services", "pods", "namespaces"], verbs: ["list", "watch"] },
      { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
    ]),
    object("v1", "ConfigMap", "coredns", { data: { Corefile: corefile } }),
    deployment({
      name: "coredns",
      labels,
      pod: {
        serviceAccountName: "coredns",
        priorityClassName: "system-cluster-critical",
        dnsPolicy: "Default",
        tolerations: [{ key: "node-role.kubernetes.io/control-plane", operator: "Exists", effect: "NoSchedule" }],
        containers: [
          {
            name: "coredns",
            image,
            args: ["-conf", "/etc/coredns/Corefile"],
            resources: { limits: { memory: "170Mi" }, requests: { cpu: "100m", memory: "70Mi" } },
            volumeMounts: [{ name: "config", mountPath: "/etc/coredns", readOnly: true }],
            ports: [
              { name: "dns", containerPort: 53, protocol: "UDP" },
              { name: "dns-tcp", containerPort: 53, protocol: "TCP" },
            ],
            securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
            readinessProbe: { httpGet: { path: "/ready", port: 8181 }, periodSeconds: 2 },
            livenessProbe: { httpGet: { path: "/health", port: 8080 }, initialDelaySeconds: 60 },
          },
        ],
        volumes: [{ name: "config", configMap: { name: "coredns" } }],
      },
    }),
    object("v1", "Service", "kube-dns", {
      spec: {
        clusterIP: clusterDns,
        selector: labels,
        ports: [
          { name: "dns", port: 53, protocol: "UDP" },
          { name: "dns-tcp", port: 53, protocol: "TCP" },
        ],
      },
    }),
  ];
};

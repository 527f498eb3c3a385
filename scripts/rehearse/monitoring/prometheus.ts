import { namespaces } from "../../../stacks/constructs/kubernetes/namespaces";
import type { KubernetesObject } from "../../manifests/kubernetes-object";
import { account, deployment, object } from "../system/object";
import type { PrometheusValues } from "./values";

const namespace = namespaces.monitoring;
const nonroot = { runAsUser: 65534, runAsGroup: 65534, runAsNonRoot: true, fsGroup: 65534 };
const prometheus = { "app.kubernetes.io/name": "prometheus", "app.kubernetes.io/component": "server" };
const alertmanager = { "app.kubernetes.io/name": "alertmanager" };
const nodeExporter = { "app.kubernetes.io/name": "prometheus-node-exporter" };

/**
 * The objects that the chart of Prometheus makes of the stack's values, by its names and labels, without the container that
 * tells the server of new rules: the chart comes only from its repository.
 */
export const prometheusObjects = (
  values: PrometheusValues,
  images: { server: string; alertmanager: string; nodeExporter: string },
): KubernetesObject[] => [
  ...serverObjects(values, images.server),
  ...alertmanagerObjects(values, images.alertmanager),
  ...nodeExporterObjects(values, images.nodeExporter),
];

function serverObjects({ server, extraScrapeConfigs, serverFiles }: PrometheusValues, image: string) {
  const files = {
    "prometheus.yml": {
      global: server.global,
      rule_files: ["/etc/config/alerting_rules.yml"],
      scrape_configs: extraScrapeConfigs,
      alerting: { alertmanagers: server.alertmanagers },
    },
    ...serverFiles,
  };
  return [
    ...account(
      "prometheus-server",
      [
        {
          apiGroups: [""],
          resources: ["nodes", "nodes/proxy", "nodes/metrics", "services", "endpoints", "pods", "configmaps"],
          verbs: ["get", "list", "watch"],
        },
        { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["get", "list", "watch"] },
        { nonResourceURLs: ["/metrics"], verbs: ["get"] },
      ],
      namespace,
    ),
    object(
      "v1",
      "ConfigMap",
      "prometheus-server",
      { data: Object.fromEntries(Object.entries(files).map(([name, content]) => [name, JSON.stringify(content)])) },
      namespace,
    ),
    object(
      "v1",
      "PersistentVolumeClaim",
      "prometheus-server",
      {
        spec: {
          accessModes: ["ReadWriteOnce"],
          storageClassName: server.persistentVolume.storageClass,
          resources: { requests: { storage: server.persistentVolume.size } },
        },
      },
      namespace,
    ),
    deployment({
      name: "prometheus-server",
      namespace,
      labels: prometheus,
      strategy: { type: "Recreate" },
      pod: {
        serviceAccountName: "prometheus-server",
        affinity: server.affinity,
        securityContext: { ...nonroot, ...server.securityContext },
        containers: [
          {
            name: "prometheus-server",
            image,
            args: [
              ...[`--storage.tsdb.retention.time=${server.retention}`, "--web.enable-lifecycle"],
              ...[`--storage.tsdb.retention.size=${server.retentionSize}`, "--storage.tsdb.path=/data"],
              ...["--config.file=/etc/config/prometheus.yml"],
            ],
            resources: server.resources,
            securityContext: server.containerSecurityContext,
            ports: [{ containerPort: 9090 }],
            readinessProbe: { httpGet: { path: "/-/ready", port: 9090 }, periodSeconds: 5, timeoutSeconds: 4 },
            livenessProbe: { httpGet: { path: "/-/healthy", port: 9090 }, periodSeconds: 15, timeoutSeconds: 10 },
            volumeMounts: [
              { name: "config", mountPath: "/etc/config" },
              { name: "data", mountPath: "/data" },
            ],
          },
        ],
        volumes: [
          { name: "config", configMap: { name: "prometheus-server" } },
          { name: "data", persistentVolumeClaim: { claimName: "prometheus-server" } },
        ],
      },
    }),
    service("prometheus-server", prometheus, { name: "http", port: 80, targetPort: 9090 }),
  ];
}

function alertmanagerObjects({ alertmanager: values }: PrometheusValues, image: string) {
  const { enabled: _, ...config } = values.config;
  return [
    object(
      "v1",
      "ConfigMap",
      "prometheus-alertmanager",
      { data: { "alertmanager.yml": JSON.stringify(config) } },
      namespace,
    ),
    object(
      "apps/v1",
      "StatefulSet",
      "prometheus-alertmanager",
      {
        spec: {
          replicas: 1,
          serviceName: "prometheus-alertmanager",
          selector: { matchLabels: alertmanager },
          template: {
            metadata: { labels: alertmanager },
            spec: {
              automountServiceAccountToken: false,
              affinity: values.affinity,
              securityContext: { ...nonroot, ...values.podSecurityContext },
              containers: [
                {
                  name: "alertmanager",
                  image,
                  args: [
                    "--config.file=/etc/alertmanager/alertmanager.yml",
                    "--storage.path=/alertmanager",
                    "--cluster.listen-address=",
                  ],
                  resources: values.resources,
                  securityContext: values.securityContext,
                  ports: [{ name: "http", containerPort: 9093 }],
                  readinessProbe: { httpGet: { path: "/", port: "http" } },
                  volumeMounts: [
                    { name: "config", mountPath: "/etc/alertmanager" },
                    { name: "storage", mountPath: "/alertmanager" },
                  ],
                },
              ],
              volumes: [
                { name: "config", configMap: { name: "prometheus-alertmanager" } },
                { name: "storage", emptyDir: {} },
              ],
            },
          },
        },
      },
      namespace,
    ),
    service("prometheus-alertmanager", alertmanager, { name: "http", port: 9093, targetPort: "http" }),
  ];
}

function nodeExporterObjects(values: PrometheusValues, image: string) {
  const { resources, securityContext, containerSecurityContext, extraArgs } = values["prometheus-node-exporter"];
  const host = { name: "root", mountPath: "/host/root", mountPropagation: "HostToContainer", readOnly: true };
  return [
    object(
      "apps/v1",
      "DaemonSet",
      "prometheus-prometheus-node-exporter",
      {
        spec: {
          selector: { matchLabels: nodeExporter },
          template: {
            metadata: { labels: nodeExporter },
            spec: {
              automountServiceAccountToken: false,
              hostNetwork: true,
              hostPID: true,
              tolerations: [{ effect: "NoSchedule", operator: "Exists" }],
              securityContext: { ...nonroot, ...securityContext },
              containers: [
                {
                  name: "node-exporter",
                  image,
                  args: [
                    "--path.rootfs=/host/root",
                    "--web.listen-address=:9100",
                    "--no-collector.hwmon",
                    ...extraArgs,
                  ],
                  resources,
                  securityContext: containerSecurityContext,
                  ports: [{ name: "metrics", containerPort: 9100 }],
                  readinessProbe: { httpGet: { path: "/", port: 9100 } },
                  volumeMounts: [host],
                },
              ],
              volumes: [{ name: "root", hostPath: { path: "/" } }],
            },
          },
        },
      },
      namespace,
    ),
    service("prometheus-prometheus-node-exporter", nodeExporter, {
      name: "metrics",
      port: 9100,
      targetPort: "metrics",
    }),
  ];
}

const service = (name: string, labels: Record<string, string>, port: object): KubernetesObject => ({
  ...object("v1", "Service", name, { spec: { selector: labels, ports: [port] } }, namespace),
  metadata: { name, namespace, labels },
});

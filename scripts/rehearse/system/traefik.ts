import { z } from "zod";
import type { Config } from "../../../stacks/config";
import { traefikConfig } from "../../../stacks/constructs/platform/traefik-config";
import type { KubernetesObject } from "../../manifests/kubernetes-object";
import { account, deployment, object } from "./object";
import { type EntryPoint, traefikOptions } from "./traefik-options";

const ports: Record<EntryPoint, number> = { web: 8000, websecure: 8443, traefik: 8080, metrics: 9100 };
const labels = { "app.kubernetes.io/name": "traefik", "app.kubernetes.io/instance": "traefik-kube-system" };

/** As the chart has them, where its values say nothing else. */
const ping = {
  httpGet: { path: "/ping", port: "traefik" },
  initialDelaySeconds: 2,
  periodSeconds: 10,
};

const valuesSchema = z.looseObject({
  resources: z.unknown(),
  nodeSelector: z.record(z.string(), z.string()),
  readinessProbe: z.strictObject({ failureThreshold: z.int(), timeoutSeconds: z.int() }),
  livenessProbe: z.strictObject({ timeoutSeconds: z.int() }),
  service: z.looseObject({ spec: z.looseObject({ externalTrafficPolicy: z.literal("Local") }) }),
});

export interface TraefikProps {
  config: Config;
  image: string;
  /** ACME directory in place of Let's Encrypt. */
  acmeDirectory: string;
}

/** k3s's Traefik with the values of the stack platform, as its chart would make it; the volume is the node's. */
export function traefik({ config, image, acmeDirectory }: TraefikProps): KubernetesObject[] {
  const values: unknown = JSON.parse(traefikConfig(config).spec.valuesContent);
  const { resources, nodeSelector, readinessProbe, livenessProbe, service } = valuesSchema.parse(values);
  const options = traefikOptions(values, {
    ports,
    host: "",
    volume: "/data",
    acmeServer: () => acmeDirectory,
    // The load balancer has no state to settle here.
    challengeDelay: () => "1s",
  });
  // The access log shows who asks what.
  const args = [...options, "--accesslog=true"];
  return [
    ...account("traefik", [
      {
        apiGroups: [""],
        resources: ["configmaps", "services", "secrets", "nodes", "namespaces"],
        verbs: ["get", "list", "watch"],
      },
      { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
      { apiGroups: ["traefik.io"], resources: ["*"], verbs: ["get", "list", "watch"] },
    ]),
    object("v1", "PersistentVolumeClaim", "traefik", {
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName: "local-path",
        resources: { requests: { storage: "128Mi" } },
      },
    }),
    deployment({
      name: "traefik",
      labels,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      pod: {
        serviceAccountName: "traefik",
        terminationGracePeriodSeconds: 60,
        nodeSelector,
        securityContext: {
          runAsUser: 65532,
          runAsGroup: 65532,
          runAsNonRoot: true,
          // No fsGroup, as in the chart: with one the kubelet opens the file of certificates to the group at each start of
          // a node, and Traefik refuses to read it then.
          seccompProfile: { type: "RuntimeDefault" },
        },
        containers: [
          {
            name: "traefik",
            image,
            args,
            resources,
            ports: Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort })),
            readinessProbe: { ...ping, ...readinessProbe },
            livenessProbe: { ...ping, failureThreshold: 3, ...livenessProbe },
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ["ALL"] },
            },
            volumeMounts: [
              { name: "data", mountPath: "/data" },
              { name: "tmp", mountPath: "/tmp" },
            ],
          },
        ],
        volumes: [
          { name: "data", persistentVolumeClaim: { claimName: "traefik" } },
          { name: "tmp", emptyDir: {} },
        ],
      },
    }),
    object("v1", "Service", "traefik", {
      spec: {
        ...service.spec,
        type: "LoadBalancer",
        allocateLoadBalancerNodePorts: false,
        selector: labels,
        ports: [
          { name: "web", port: 80, targetPort: "web" },
          { name: "websecure", port: 443, targetPort: "websecure" },
        ],
      },
    }),
  ];
}

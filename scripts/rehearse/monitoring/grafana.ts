import { z } from "zod";
import { namespaces } from "../../../stacks/constructs/kubernetes/namespaces";
import type { KubernetesObject } from "../../manifests/kubernetes-object";
import { deployment, object } from "../system/object";
import { grafanaValuesSchema } from "./values";

const namespace = namespaces.monitoring;
const labels = { "app.kubernetes.io/name": "grafana" };

/** A placeholder of Grafana's size, which says that it is one: chart and program come only from their repositories. */
export function grafanaObjects(input: unknown, image: string): KubernetesObject[] {
  const values = grafanaValuesSchema.parse(input);
  return [
    deployment({
      name: "grafana",
      namespace,
      labels,
      strategy: { type: "Recreate" },
      pod: {
        automountServiceAccountToken: false,
        affinity: z.record(z.string(), z.unknown()).parse(values.affinity),
        securityContext: {
          runAsUser: 472,
          runAsGroup: 472,
          runAsNonRoot: true,
          seccompProfile: { type: "RuntimeDefault" },
        },
        containers: [
          {
            name: "grafana",
            image,
            resources: values.resources,
            ports: [{ name: "grafana", containerPort: 3000 }],
            readinessProbe: { httpGet: { path: "/api/health", port: 3000 } },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
          },
        ],
      },
    }),
    {
      ...object("v1", "Service", "grafana", {
        spec: { selector: labels, ports: [{ name: "service", port: 80, targetPort: 3000 }] },
      }),
      metadata: { name: "grafana", namespace, labels },
    },
  ];
}

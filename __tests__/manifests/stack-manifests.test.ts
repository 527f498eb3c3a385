import { z } from "zod";
import { kubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { stackManifests } from "../../scripts/manifests/stack-manifests";
import { serviceNames } from "../../services/definitions";
import { platformResources } from "../guards/platform-resources";
import { podsOf } from "../helpers/pods";

const { resources } = platformResources();
const apps = stackManifests("apps", resources);
const platform = stackManifests("platform", resources);
const find = (kind: string, name: string, { objects } = apps) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name);

test("holds every object of the stack, typed and custom", () => {
  const deployments = apps.objects.filter(({ kind }) => kind === "Deployment").map(({ metadata }) => metadata.name);
  expect(deployments.sort()).toEqual([...serviceNames].sort());
  expect(find("IngressRoute", "backend")).toMatchObject({ metadata: { namespace: "freehold" } });
  expect(find("Component", "pubsub", platform)).toMatchObject({ metadata: { namespace: "freehold" } });
});

test("names the charts from outside, which it does not look into", () => {
  expect(platform.charts.map(({ name }) => name)).toEqual(expect.arrayContaining(["dapr", "prometheus", "grafana"]));
  expect(apps.charts).toEqual([]);
});

test("writes a Deployment as Kubernetes takes it", () => {
  expect(find("Deployment", "backend")).toMatchObject({
    apiVersion: "apps/v1",
    metadata: { name: "backend", namespace: "freehold" },
    spec: {
      replicas: 2,
      selector: { matchLabels: { "app.kubernetes.io/name": "backend" } },
      strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: { labels: { "freehold/database": "true" }, annotations: { "dapr.io/app-id": "backend" } },
        spec: {
          securityContext: { runAsUser: 65532, runAsNonRoot: true },
          containers: [
            {
              ports: [{ name: "http", containerPort: 8080 }],
              resources: { requests: { cpu: "50m", memory: "112Mi" } },
              readinessProbe: { httpGet: { path: "/readyz", port: 8080 } },
            },
          ],
        },
      },
    },
  });
});

test("says everything that the provider would say wrongly where it is left out", () => {
  const containerSchema = z.looseObject({ securityContext: z.looseObject({ runAsNonRoot: z.boolean() }) });
  const pods = podsOf([...apps.objects, ...platform.objects]);
  const containers = pods.flatMap(
    ({ spec }) => z.looseObject({ containers: z.array(containerSchema) }).parse(spec).containers,
  );
  expect(containers.length).toBeGreaterThanOrEqual(serviceNames.length);
  for (const { securityContext } of containers) expect(securityContext.runAsNonRoot).toBe(true);
  const autoscalers = apps.objects.filter(({ kind }) => kind === "HorizontalPodAutoscaler");
  expect(autoscalers.length).toBeGreaterThan(0);
  for (const { spec } of autoscalers) expect(spec).toMatchObject({ behavior: { scaleDown: { selectPolicy: "Max" } } });
});

test("writes what the provider sends for what is left out", () => {
  const written = kubernetesObject({
    type: "kubernetes_horizontal_pod_autoscaler_v2",
    path: "apps/example",
    attributes: { metadata: { name: "example" }, spec: { behavior: { scale_down: [{ policy: [] }] } } },
  });
  expect(written).toMatchObject({ spec: { behavior: { scaleDown: { selectPolicy: "", policies: [] } } } });
});

test("leaves out what only Terraform reads", () => {
  expect(JSON.stringify(apps.objects)).not.toMatch(/depends_?on|ignore_?changes|wait_?for/i);
});

test("keeps the keys of labels, and the plain selector of a Service", () => {
  expect(find("Service", "backend")).toMatchObject({
    spec: { selector: { "app.kubernetes.io/name": "backend" }, ports: [{ port: 80, targetPort: "http" }] },
  });
});

test("holds no secret: what Terraform knows stays its reference", () => {
  for (const { stringData } of [...apps.objects, ...platform.objects].filter(({ kind }) => kind === "Secret")) {
    for (const [key, value] of Object.entries(stringData ?? {})) {
      if (key !== "admin-user") expect(value).toMatch(/^\$\{.+\}$/);
    }
  }
});

test("refuses a type that it does not know", () => {
  expect(() => kubernetesObject({ type: "kubernetes_ingress_v1", path: "apps/ingress", attributes: {} })).toThrow(
    "apps/ingress is of type kubernetes_ingress_v1: add its kind",
  );
});

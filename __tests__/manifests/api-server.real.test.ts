import { readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { renderChart } from "../../scripts/manifests/render-chart";
import { stackManifests } from "../../scripts/manifests/stack-manifests";
import { namespaces } from "../../stacks/constructs/kubernetes/namespaces";
import { chartFolder } from "../charts/outside";
import { kubernetes } from "../charts/released";
import { platformResources } from "../guards/platform-resources";
import { type Cluster, defineKinds, startCluster } from "../helpers/cluster";
import type { Submitter } from "../helpers/dry-run";
import { injected, objectSchema, podsOf } from "../helpers/pods";
import { describeReal } from "../helpers/real";

const podSchema = z.looseObject({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
  spec: z.looseObject({
    containers: z.array(z.looseObject({ name: z.string() })),
    initContainers: z.array(z.looseObject({ name: z.string(), restartPolicy: z.string().optional() })).default([]),
  }),
});

const configurations = {
  "with Redpanda": {},
  "with Redis": { connections: { broker: "redis" as const } },
  "with a host name, an issuer, notifications, quotas watched, alerts that are sent on, and two of everything": {
    cluster: { domain: "tasks.example.org" },
    connections: {
      auth: { jwksUrl: "https://issuer.example/jwks" },
      redpanda: { metricsUrl: "https://console-1.example.redpanda.com/public_metrics" },
      database: { neonProject: "quiet-sea-12345678" },
      notifications: {
        webhook: true,
        email: { host: "smtp.example.org", from: "freehold@example.org", to: "ann@example.com" },
      },
    },
    platform: { alertmanager: { webhook: true } },
    apps: { services: { backend: { replicas: 2 } } },
  },
  "with a certificate of one's own": {
    cluster: { domain: "tasks.example.org" },
    platform: { certificate: "manual" as const },
  },
};

/** Dapr's chart is in a package; the others only where they are at hand. */
const chartsToRender = (["dapr", "prometheus", "grafana"] as const).filter(
  (name) => name === "dapr" || chartFolder(name) !== undefined,
);

describeReal(
  "a real API server",
  ["kube-apiserver", "etcd", "dapr-injector", "dapr-chart", "traefik-crds", "k3s-crds", "helm"],
  (components) => {
    let cluster: Cluster;
    let submitter: Submitter;

    beforeAll(async () => {
      cluster = await startCluster(components);
      submitter = cluster.submitter;
      await defineKinds(cluster, [
        ...filesOf(path.join(components["dapr-chart"], "crds")),
        ...filesOf(components["k3s-crds"]),
        components["traefik-crds"],
      ]);
      for (const namespace of stackManifests("platform", platformResources().resources).objects.filter(
        ({ kind }) => kind === "Namespace",
      )) {
        expect(await submitter.create(namespace)).toMatchObject({ status: 201 });
      }
    });
    afterAll(() => cluster?.stop());

    /** What the API server says no to, and why. */
    const refused = async (objects: readonly KubernetesObject[]): Promise<string[]> => {
      const answers: string[] = [];
      for (const object of objects) {
        const { status, body } = await submitter.dryRun(object);
        if (status !== 201) answers.push(`${object.kind} ${object.metadata.name}: ${JSON.stringify(body)}`);
      }
      return answers;
    };

    describe.each(Object.entries(configurations))("%s", (_, input) => {
      const { resources } = platformResources(input);
      const objects = (["platform", "apps"] as const).flatMap((stack) => stackManifests(stack, resources).objects);
      const submitted = objects.filter(({ kind }) => kind !== "Namespace");

      test("accepts every object of the stacks, field by field", async () => {
        expect(await refused(submitted)).toEqual([]);
        expect(submitted.length).toBeGreaterThan(80);
      });

      test.each(chartsToRender)("accepts what the chart of %s makes, and its pods in their namespace", async (name) => {
        const chart = stackManifests("platform", resources).charts.find((one) => one.name === name);
        if (!chart) throw new Error(`the stack platform releases no ${name}`);
        const source = chartFolder(name) ?? components["dapr-chart"];
        const made = await renderChart(chart, { helm: components.helm, source, kubernetes });
        expect(await refused(made)).toEqual([]);
        const pods = podsOf(made);
        expect(await refused(pods)).toEqual([]);
        // The node exporter looks at its node; nothing else needs more than is given to the services.
        const restricted = pods.filter(({ metadata }) => !metadata.name.endsWith("node-exporter"));
        expect(await refused(inNamespace(restricted, namespaces.dapr))).toEqual([]);
      });

      test("admits every pod to its namespace, with the sidecar that Dapr's injector adds", async () => {
        const pods = injected(components["dapr-injector"], podsOf(objects));
        const withSidecar = pods.filter((pod) => podSchema.parse(pod).metadata.labels["dapr.io/sidecar-injected"]);
        expect(withSidecar).toHaveLength(7);
        for (const pod of withSidecar) {
          const { containers, initContainers } = podSchema.parse(pod).spec;
          // An ordinary container: Kubernetes tells service and sidecar of a stop at the same time.
          expect(containers).toContainEqual(expect.objectContaining({ name: "daprd" }));
          expect(initContainers).toEqual([]);
        }
        for (const pod of pods) expect(await submitter.dryRun(pod)).toMatchObject({ status: 201 });
      });
    });

    test("refuses a pod that may do more: admission is on", async () => {
      const [pod] = podsOf(stackManifests("apps", platformResources().resources).objects);
      const { spec } = podSchema.parse(pod);
      const privileged = spec.containers.map((container) => ({ ...container, securityContext: { privileged: true } }));
      const answer = await submitter.dryRun({ ...objectSchema.parse(pod), spec: { ...spec, containers: privileged } });
      expect(answer).toMatchObject({ status: 403, body: { message: expect.stringContaining("restricted") } });
    });

    test("refuses a field that is misspelt: fields are looked at", async () => {
      const [service] = stackManifests("apps", platformResources().resources).objects.filter(
        ({ kind }) => kind === "Service",
      );
      const answer = await submitter.dryRun({ ...objectSchema.parse(service), spec: { ports: [{ portt: 80 }] } });
      expect(answer).toMatchObject({ status: 400 });
    });
  },
);

const filesOf = (folder: string): string[] => readdirSync(folder).map((file) => path.join(folder, file));

const inNamespace = (objects: readonly KubernetesObject[], namespace: string): KubernetesObject[] =>
  objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }));

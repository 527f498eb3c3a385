import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { stackManifests } from "../../scripts/manifests/stack-manifests";
import { platformResources } from "../guards/platform-resources";
import { type Cluster, startCluster } from "../helpers/cluster";
import type { Submitter } from "../helpers/dry-run";
import { injected, objectSchema, podsOf } from "../helpers/pods";
import { describeReal } from "../helpers/real";
import { until } from "../helpers/until";

const podSchema = z.looseObject({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
  spec: z.looseObject({
    containers: z.array(z.looseObject({ name: z.string() })),
    initContainers: z.array(z.looseObject({ name: z.string(), restartPolicy: z.string().optional() })).default([]),
  }),
});

/** k3s brings this kind with itself; its definition is in no package that is at hand. */
const isK3sOwn = ({ kind }: KubernetesObject): boolean => kind === "HelmChartConfig";

const configurations = {
  "with Redpanda": {},
  "with Redis": { connections: { broker: "redis" as const } },
  "with a host name, an issuer, and two of everything": {
    cluster: { domain: "tasks.example.org" },
    connections: { auth: { jwksUrl: "https://issuer.example/jwks" } },
    apps: { services: { backend: { replicas: 2 } } },
  },
};

describeReal(
  "a real API server",
  ["kube-apiserver", "etcd", "dapr-injector", "dapr-crds", "traefik-crds"],
  (components) => {
    let cluster: Cluster;
    let submitter: Submitter;

    beforeAll(async () => {
      cluster = await startCluster(components);
      submitter = cluster.submitter;
      for (const definition of definitions(components["dapr-crds"], components["traefik-crds"])) {
        expect(await submitter.create(definition)).toMatchObject({ status: 201 });
      }
      for (const group of ["dapr.io/v1alpha1", "dapr.io/v2alpha1", "traefik.io/v1alpha1"]) {
        await until(`${group} is served`, async () => {
          const { status } = await cluster.client.call("GET", `/apis/${group}`);
          return status === 200;
        });
      }
      for (const namespace of stackManifests("platform", platformResources().resources).objects.filter(
        ({ kind }) => kind === "Namespace",
      )) {
        expect(await submitter.create(namespace)).toMatchObject({ status: 201 });
      }
    });
    afterAll(() => cluster?.stop());

    describe.each(Object.entries(configurations))("%s", (_, input) => {
      const { resources } = platformResources(input);
      const objects = (["platform", "apps"] as const).flatMap((stack) => stackManifests(stack, resources).objects);
      const submitted = objects.filter((object) => object.kind !== "Namespace" && !isK3sOwn(object));

      test("accepts every object of the stacks, field by field", async () => {
        const refused: string[] = [];
        for (const object of submitted) {
          const { status, body } = await submitter.dryRun(object);
          if (status !== 201) refused.push(`${object.kind} ${object.metadata.name}: ${JSON.stringify(body)}`);
        }
        expect(refused).toEqual([]);
        expect(submitted.length).toBeGreaterThan(80);
      });

      test("admits every pod to its namespace, with the sidecar that Dapr's injector adds", async () => {
        const pods = injected(components["dapr-injector"], podsOf(objects));
        const withSidecar = pods.filter((pod) => podSchema.parse(pod).metadata.labels["dapr.io/sidecar-injected"]);
        expect(withSidecar).toHaveLength(7);
        for (const pod of withSidecar) {
          expect(podSchema.parse(pod).spec.initContainers).toMatchObject([{ name: "daprd", restartPolicy: "Always" }]);
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

/** The definitions of Dapr's and Traefik's kinds. */
function definitions(daprFolder: string, traefikFile: string): KubernetesObject[] {
  const files = [...readdirSync(daprFolder).map((file) => path.join(daprFolder, file)), traefikFile];
  return files
    .flatMap((file) => parseAllDocuments(readFileSync(file, "utf8")).map((document) => document.toJS()))
    .filter((document) => document !== null)
    .map((document) => objectSchema.parse(document));
}

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { stackManifests } from "../../scripts/manifests/stack-manifests";
import { Sandbox } from "../cloud-init/sandbox";
import { platformResources } from "../guards/platform-resources";
import { Submitter } from "../helpers/dry-run";
import { kubernetesClient, type RunningApiServer, startApiServer } from "../helpers/kube-apiserver";
import { describeReal } from "../helpers/real";
import { renderBootstrap } from "../helpers/render-bootstrap";
import { until } from "../helpers/until";
import { synthesise } from "../stacks/synthesise";

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
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
    let server: RunningApiServer;
    let machine: Sandbox;
    let submitter: Submitter;

    beforeAll(async () => {
      const rendered = await renderBootstrap(synthesise().bootstrap, { loadBalancerIp: "127.0.0.1" });
      machine = new Sandbox().install(rendered.server);
      const { status, output } = machine.run("/opt/freehold/configure-k3s.sh");
      if (status !== 0) throw new Error(output);
      const admin = (port: number) => kubernetesClient(rendered.output("kubeconfig"), port);
      server = await startApiServer(
        components,
        machine,
        async (port) => (await admin(port).call("GET", "/readyz")).status === 200,
      );
      submitter = new Submitter(admin(server.port));
      for (const definition of definitions(components["dapr-crds"], components["traefik-crds"])) {
        expect(await submitter.create(definition)).toMatchObject({ status: 201 });
      }
      for (const group of ["dapr.io/v1alpha1", "dapr.io/v2alpha1", "traefik.io/v1alpha1"]) {
        await until(`${group} is served`, async () => {
          const { status } = await admin(server.port).call("GET", `/apis/${group}`);
          return status === 200;
        });
      }
      for (const namespace of stackManifests("platform", platformResources().resources).objects.filter(
        ({ kind }) => kind === "Namespace",
      )) {
        expect(await submitter.create(namespace)).toMatchObject({ status: 201 });
      }
    });
    afterAll(async () => {
      await server?.stop();
      machine?.remove();
    });

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

const templateSchema = z.looseObject({ metadata: z.looseObject({}).default({}), spec: z.looseObject({}) });
const ownerSchema = z.object({ spec: z.object({ template: templateSchema }) });
const cronSchema = z.object({ spec: z.object({ jobTemplate: ownerSchema }) });

/** The pod that each Deployment, Job and CronJob makes. */
const podsOf = (objects: readonly KubernetesObject[]): KubernetesObject[] =>
  objects
    .filter(({ kind }) => ["Deployment", "Job", "CronJob"].includes(kind))
    .map((owner) => {
      const { metadata, spec } = (
        owner.kind === "CronJob" ? cronSchema.parse(owner).spec.jobTemplate : ownerSchema.parse(owner)
      ).spec.template;
      const { name, namespace } = owner.metadata;
      return { apiVersion: "v1", kind: "Pod", metadata: { ...metadata, name, namespace }, spec };
    });

const injected = (injector: string, pods: readonly KubernetesObject[]): KubernetesObject[] =>
  z.array(objectSchema).parse(JSON.parse(execFileSync(injector, { input: JSON.stringify(pods), encoding: "utf8" })));

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { stackManifests } from "../../scripts/manifests/stack-manifests";
import { addStacks } from "../../stacks";
import { defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { synthesizedResources } from "../../stacks/guards/synthesized";
import { capacity } from "../../stacks/ledger/capacity";
import { k3sPods } from "../../stacks/ledger/k3s-pods";
import { declaredPods, type PodFootprint } from "../../stacks/ledger/pods";
import { quantities } from "../../stacks/ledger/resources";
import { type Cluster, startCluster } from "../helpers/cluster";
import { injected, podsOf } from "../helpers/pods";
import { describeReal } from "../helpers/real";
import { until } from "../helpers/until";

const config = defineConfig({});
const app = new App({ outdir: "cdktf.out" });
addStacks(app, { config, pins: readPins() });
const footprints = [...k3sPods(config), ...declaredPods(app)];
const manifests = stackManifests("apps", synthesizedResources(app)).objects;

const podListSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      spec: z.object({ nodeName: z.string().optional() }),
      status: z.object({
        conditions: z.array(z.object({ type: z.string(), reason: z.string().optional() })).default([]),
      }),
    }),
  ),
});

const hostname = "kubernetes.io/hostname";

describeReal(
  "a real scheduler, on two nodes with what the ledger says can be given out",
  ["kube-apiserver", "kube-scheduler", "etcd", "dapr-injector"],
  (components) => {
    let cluster: Cluster;
    let scheduler: ChildProcess;
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-scheduler-"));
    const sidecars = new Map(
      injected(components["dapr-injector"], podsOf(manifests)).map((pod) => [pod.metadata.name, pod]),
    );

    beforeAll(async () => {
      cluster = await startCluster(components);
      // Where pods are admitted is another test's matter.
      const labels = { "pod-security.kubernetes.io/enforce": "privileged" };
      const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "freehold", labels } };
      expect(await cluster.submitter.create(namespace)).toMatchObject({ status: 201 });
      for (const { node, allocatable } of capacity(config, footprints)) await addNode(cluster, node, allocatable);
      const kubeconfig = path.join(folder, "kubeconfig");
      writeFileSync(kubeconfig, cluster.kubeconfig, { mode: 0o600 });
      const args = [`--kubeconfig=${kubeconfig}`, "--leader-elect=false", "--secure-port=0"];
      scheduler = spawn(components["kube-scheduler"], args, { stdio: "ignore" });
    });
    afterAll(async () => {
      if (scheduler?.exitCode === null) {
        scheduler.kill("SIGKILL");
        await once(scheduler, "exit");
      }
      await cluster?.stop();
      rmSync(folder, { recursive: true });
    });

    const pods = async () =>
      podListSchema.parse((await cluster.client.call("GET", "/api/v1/namespaces/freehold/pods")).body).items;
    const submit = async (all: readonly KubernetesObject[]) => {
      for (const pod of all) expect(await cluster.submitter.create(pod)).toMatchObject({ status: 201 });
    };
    const waiting = async () =>
      (await pods()).filter(({ spec }) => !spec.nodeName).map(({ metadata }) => metadata.name);

    test("finds a node for every pod, at rest under full load", async () => {
      await submit(footprints.flatMap((footprint) => copies(footprint, sidecars, 0, footprint.replicas)));
      await until("every pod has a node", async () => (await waiting()).length === 0);
      expect((await pods()).length).toBeGreaterThan(25);
    });

    test("and for those beside them while everything is updated at once, jobs included", async () => {
      const { length: before } = await pods();
      const all = footprints.flatMap((footprint) =>
        copies(footprint, sidecars, footprint.replicas, footprint.replicas + footprint.surge),
      );
      await submit(all);
      await until("every pod has a node", async () => (await waiting()).length === 0);
      expect(await pods()).toHaveLength(before + all.length);
    });

    test("but for no core more, which the ledger refuses before", async () => {
      const requests = { cpuMillis: 1000, memoryMib: 128 };
      const more: PodFootprint = {
        ...{ name: "more", node: "agent", replicas: 1, surge: 0 },
        containers: [{ name: "more", requests }],
      };
      expect(capacity(config, [...footprints, more]).some(({ left }) => left.cpuMillis < 0)).toBe(true);
      await submit(copies(more, sidecars, 0, 1));
      await until("the scheduler has said no", async () =>
        (await pods()).some(
          ({ metadata, status }) =>
            metadata.name === "more-0-0" && status.conditions.some(({ reason }) => reason === "Unschedulable"),
        ),
      );
    });
  },
);

async function addNode(cluster: Cluster, name: string, allocatable: { cpuMillis: number; memoryMib: number }) {
  const labels = {
    [hostname]: name,
    ...(name === "server" && { "node-role.kubernetes.io/control-plane": "true" }),
  };
  const node = { apiVersion: "v1", kind: "Node", metadata: { name, labels } };
  expect(await cluster.submitter.create(node)).toMatchObject({ status: 201 });
  const resources = { ...quantities(allocatable), pods: "110" };
  const patch = (target: string, body: object) =>
    cluster.client.call("PATCH", `/api/v1/nodes/${name}${target}`, body, "application/merge-patch+json");
  const conditions = [{ type: "Ready", status: "True" }];
  expect(await patch("/status", { status: { capacity: resources, allocatable: resources, conditions } })).toMatchObject(
    {
      status: 200,
    },
  );
  // Every node starts as not ready, until a controller that does not run here takes that away.
  expect(await patch("", { spec: { taints: null } })).toMatchObject({ status: 200 });
}

/** The copies `from` to `to` of a pod: ours as they are, with their sidecar; those of charts and k3s by what they ask for. */
function copies(
  { name, node, containers }: PodFootprint,
  ours: ReadonlyMap<string, KubernetesObject>,
  from: number,
  to: number,
): KubernetesObject[] {
  const nodes = node === "every" ? (["server", "agent"] as const) : [undefined];
  return nodes.flatMap((only, place) =>
    Array.from({ length: to - from }, (_, index) => {
      const metadata = { namespace: "freehold", name: `${name}-${place}-${from + index}` };
      const own = ours.get(name);
      if (own) return { ...own, metadata: { ...own.metadata, ...metadata } };
      return {
        apiVersion: "v1",
        kind: "Pod",
        metadata,
        spec: {
          ...(only && { nodeSelector: { [hostname]: only } }),
          containers: containers.map(({ name: container, requests }) => ({
            name: container,
            image: "image",
            resources: { requests: quantities(requests) },
          })),
        },
      };
    }),
  );
}

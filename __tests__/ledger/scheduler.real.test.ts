import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { addStacks } from "../../stacks";
import { type ConfigInput, defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { controlPlane } from "../../stacks/constructs/kubernetes/node-preference";
import { capacityProblems } from "../../stacks/guards/capacity";
import { capacity } from "../../stacks/ledger/capacity";
import { k3sPods } from "../../stacks/ledger/k3s-pods";
import { declaredPods, type PodFootprint } from "../../stacks/ledger/pods";
import { quantities } from "../../stacks/ledger/resources";
import { synthesizedResources } from "../../stacks/ledger/synthesized";
import { chartFolder } from "../charts/outside";
import { type Cluster, startCluster } from "../helpers/cluster";
import { type RunningKwok, startKwok } from "../helpers/kwok";
import { describeReal } from "../helpers/real";
import { until } from "../helpers/until";
import { type PlatformPods, platformPods } from "./platform-pods";
import { bindVolume } from "./volumes";

const podListSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), namespace: z.string() }),
      spec: z.object({ nodeName: z.string().optional() }),
      status: z.object({
        phase: z.string(),
        conditions: z.array(z.object({ type: z.string(), reason: z.string().optional() })).default([]),
      }),
    }),
  ),
});

const brokers: Record<string, ConfigInput> = {
  "with Redpanda, and Neon watched": { connections: { database: { neonProject: "quiet-sea-12345678" } } },
  "with Redis": { connections: { broker: "redis" } },
};

describeReal(
  "a real scheduler, on two simulated nodes with what the ledger says can be given out",
  [
    ...(["kube-apiserver", "kube-scheduler", "etcd", "kwok", "kwok-stages"] as const),
    ...(["dapr-injector", "dapr-chart", "helm"] as const),
  ],
  (programs) => {
    describe.each(Object.entries(brokers))("%s", (_, input) => {
      const config = defineConfig(input);
      const app = new App({ outdir: "cdktf.out" });
      addStacks(app, { config, pins: readPins() });
      const footprints = [...k3sPods(config), ...declaredPods(app)];
      const folder = mkdtempSync(path.join(tmpdir(), "freehold-scheduler-"));
      let platform: PlatformPods;
      let cluster: Cluster;
      let scheduler: ChildProcess;
      let kwok: RunningKwok;

      beforeAll(async () => {
        platform = await platformPods(synthesizedResources(app), programs);
        cluster = await startCluster(programs);
        const kubeconfig = path.join(folder, "kubeconfig");
        writeFileSync(kubeconfig, cluster.kubeconfig, { mode: 0o600 });
        for (const { node, allocatable } of capacity(config, footprints)) await addNode(cluster, node, allocatable);
        kwok = startKwok(programs, kubeconfig, folder);
        const args = [`--kubeconfig=${kubeconfig}`, "--leader-elect=false", "--secure-port=0"];
        scheduler = spawn(programs["kube-scheduler"], args, { stdio: "ignore" });
        const of = (...kinds: string[]) => platform.objects.filter(({ kind }) => kinds.includes(kind));
        for (const object of of("Namespace", "LimitRange")) {
          expect(await cluster.submitter.create(object)).toMatchObject({ status: 201 });
        }
        for (const quota of of("ResourceQuota")) await addQuota(cluster, quota);
        for (const claim of of("PersistentVolumeClaim")) await bindVolume(cluster, claim);
      });
      afterAll(async () => {
        await kwok?.stop();
        if (scheduler?.exitCode === null) {
          scheduler.kill("SIGKILL");
          await once(scheduler, "exit");
        }
        await cluster?.stop();
        rmSync(folder, { recursive: true });
      });

      const pods = async () => {
        const { items } = podListSchema.parse((await cluster.client.call("GET", "/api/v1/pods")).body);
        return items;
      };
      const submit = async (all: readonly KubernetesObject[]) => {
        for (const pod of all) expect(await cluster.submitter.create(pod)).toMatchObject({ status: 201 });
      };
      const waiting = async () =>
        (await pods()).filter(({ spec }) => !spec.nodeName).map(({ metadata }) => metadata.name);
      const phases = async (phase: string) =>
        (await pods()).filter(({ status }) => status.phase === phase).map(({ metadata }) => metadata.name);

      /** The copies `from` to `to` of a pod, on each node where every node has one. */
      const copies = (footprint: PodFootprint, from: number, to: number) =>
        (footprint.node === "every" ? (["server", "agent"] as const) : [undefined]).flatMap((onlyOn) =>
          Array.from({ length: to - from }, (__, index) =>
            platform.pod(
              footprint,
              [footprint.name, onlyOn, from + index].filter((part) => part !== undefined).join("-"),
              onlyOn,
            ),
          ),
        );

      test("has the pods as their owners make them, but for those of k3s and of charts that are not at hand", () => {
        const standIns = footprints.filter((footprint) => !platform.isReal(footprint)).map(({ name }) => name);
        expect(standIns).toEqual([
          ...["coredns", "metrics-server", "traefik"],
          ...(chartFolder("prometheus") ? [] : ["prometheus-server", "node-exporter", "alertmanager"]),
          ...(chartFolder("grafana") ? [] : ["grafana"]),
        ]);
      });

      test("finds a node for every pod, at rest under full load, where all of them run", async () => {
        const all = footprints.flatMap((footprint) => copies(footprint, 0, footprint.replicas));
        await submit(all);
        await until("every pod runs", async () => (await phases("Running")).length === all.length);
        expect(all.length).toBeGreaterThan(25);
      });

      test("gives the second replica of a service the other node", async () => {
        const nodeOf = new Map((await pods()).map(({ metadata, spec }) => [metadata.name, spec.nodeName]));
        const pairs = footprints.filter((pod) => platform.isReal(pod) && pod.node !== "every" && pod.replicas === 2);
        const together = pairs
          .map(({ name }) => name)
          .filter((name) => nodeOf.get(`${name}-0`) === nodeOf.get(`${name}-1`));
        expect(pairs.length).toBeGreaterThan(5);
        expect(together).toEqual([]);
      });

      test("and for those beside them while everything is updated at once, jobs included", async () => {
        const { length: before } = await pods();
        // What is new is not ready before all of it has a node, so that nothing old has made room for it.
        kwok.pause();
        const all = footprints.flatMap((footprint) =>
          copies(footprint, footprint.replicas, footprint.replicas + footprint.surge),
        );
        await submit(all);
        await until("every pod has a node", async () => (await waiting()).length === 0);
        expect(await pods()).toHaveLength(before + all.length);
        expect(await phases("Pending")).toHaveLength(all.length);
      });

      test("but for no core more, which the ledger refuses before", async () => {
        const requests = { cpuMillis: 1000, memoryMib: 128 };
        const more: PodFootprint = {
          ...{ name: "more", node: "agent", replicas: 1, surge: 0 },
          containers: [{ name: "more", requests }],
        };
        expect(capacityProblems(config, footprints)).toEqual([]);
        expect(capacityProblems(config, [...footprints, more])).toContainEqual(
          expect.stringContaining("Does not fit: the pods of node agent ask for"),
        );
        await submit(copies(more, 0, 1));
        await until("the scheduler has said no", async () =>
          (await pods()).some(
            ({ metadata, status }) =>
              metadata.name === "more-0" && status.conditions.some(({ reason }) => reason === "Unschedulable"),
          ),
        );
      });

      test("and when what is new runs, what was before goes and the jobs are done", async () => {
        kwok.resume();
        const jobs = footprints.filter(({ replicas }) => replicas === 0).map(({ name }) => `${name}-0`);
        const surging = footprints.filter(({ replicas, surge }) => replicas > 0 && surge > 0);
        const updated = surging.map(({ name, replicas }) => `${name}-${replicas}`);
        await until("the new ones run", async () => {
          const running = await phases("Running");
          return updated.every((name) => running.includes(name));
        });
        await until("the jobs are done", async () => (await phases("Succeeded")).length === jobs.length);
        expect((await phases("Succeeded")).sort()).toEqual(jobs.sort());
        const old = (await pods()).filter(({ metadata }) => surging.some(({ name }) => metadata.name === `${name}-0`));
        expect(old).toHaveLength(surging.length);
        for (const { metadata } of old) {
          const place = `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`;
          expect(await cluster.client.call("DELETE", place)).toMatchObject({ status: 200 });
        }
        const names = old.map(({ metadata }) => metadata.name);
        await until("the old ones are gone", async () =>
          (await pods()).every(({ metadata }) => !names.includes(metadata.name)),
        );
      });
    });
  },
);

async function addNode(cluster: Cluster, name: string, allocatable: { cpuMillis: number; memoryMib: number }) {
  const labels = {
    "kubernetes.io/hostname": name,
    "kubernetes.io/os": "linux",
    ...(name === "server" && { [controlPlane]: "true" }),
  };
  const resources = { ...quantities(allocatable), pods: "110" };
  const node = {
    ...{ apiVersion: "v1", kind: "Node", metadata: { name, labels } },
    status: { capacity: resources, allocatable: resources },
  };
  expect(await cluster.submitter.create(node)).toMatchObject({ status: 201 });
  // Every node starts as not ready, until a controller that does not run here takes that away.
  const patch = { spec: { taints: null } };
  const answer = await cluster.client.call("PATCH", `/api/v1/nodes/${name}`, patch, "application/merge-patch+json");
  expect(answer).toMatchObject({ status: 200 });
}

/** Makes a quota that counts from zero, as its controller would have begun. */
async function addQuota(cluster: Cluster, quota: KubernetesObject) {
  expect(await cluster.submitter.create(quota)).toMatchObject({ status: 201 });
  const { hard } = z.object({ hard: z.record(z.string(), z.string()) }).parse(quota.spec);
  const used = Object.fromEntries(Object.keys(hard).map((key) => [key, "0"]));
  const place = `/api/v1/namespaces/${quota.metadata.namespace}/resourcequotas/${quota.metadata.name}/status`;
  const answer = await cluster.client.call("PATCH", place, { status: { hard, used } }, "application/merge-patch+json");
  expect(answer).toMatchObject({ status: 200 });
}

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { liveDrift } from "../../../scripts/drift/live-drift";
import { Kubectl } from "../../../scripts/operations/kubectl";
import { type Cluster, startCluster } from "../../helpers/cluster";
import { describeReal } from "../../helpers/real";

const objects = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { size: "1" }
---
apiVersion: v1
kind: Service
metadata: { name: page }
spec: { ports: [{ port: 80 }] }
`;

describeReal("the objects of a release", ["kube-apiserver", "etcd", "kubectl", "helm"], (programs) => {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-drift-"));
  const kubeconfig = path.join(folder, "kubeconfig");
  const kubectl = new Kubectl(kubeconfig, programs.kubectl);
  const helm = (...args: string[]) =>
    execFileSync(programs.helm, [...args, `--kubeconfig=${kubeconfig}`, "--namespace=default"], { encoding: "utf8" });
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await startCluster(programs);
    writeFileSync(kubeconfig, cluster.kubeconfig, { mode: 0o600 });
    const chart = path.join(folder, "chart");
    mkdirSync(path.join(chart, "templates"), { recursive: true });
    writeFileSync(path.join(chart, "Chart.yaml"), "apiVersion: v2\nname: example\nversion: 1.0.0\n");
    writeFileSync(path.join(chart, "templates", "objects.yaml"), objects);
    helm("install", "example", chart);
  });
  afterAll(async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("are clean as Helm made them, with what the API server has filled in", async () => {
    expect(await liveDrift(kubectl)).toEqual({ kind: "clean" });
  });

  test("are named when they were edited or deleted, and clean again after what docs/how-to/find-drift.md says", async () => {
    await kubectl.read(["patch", "configmap", "settings", "--patch", '{"data":{"size":"2"}}']);
    await kubectl.read(["delete", "service", "page"]);
    expect(await liveDrift(kubectl)).toEqual({
      kind: "drifted",
      differences: [
        { address: "example: v1.ConfigMap.default.settings", action: "update", attributes: [] },
        { address: "example: v1.Service.default.page", action: "create", attributes: [] },
      ],
    });
    await kubectl.read(["apply", "--server-side", "--force-conflicts", "--namespace=default", "--filename=-"], {
      input: helm("get", "manifest", "example"),
    });
    expect(await liveDrift(kubectl)).toEqual({ kind: "clean" });
  });
});

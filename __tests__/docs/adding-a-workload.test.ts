import { readFileSync } from "node:fs";
import { transformSync } from "@swc/core";
import { App } from "cdktf";
import { addStacks } from "../../stacks";
import { defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { image } from "../../stacks/constructs/kubernetes/image";
import { Workload } from "../../stacks/constructs/kubernetes/workload";
import { networkProblems } from "../../stacks/guards/network";
import { declaredPods } from "../../stacks/ledger/pods";
import { synthesizedResources } from "../../stacks/ledger/synthesized";

const [, code = ""] = /```ts\n([\s\S]*?)```/.exec(readFileSync("docs/how-to/add-a-workload.md", "utf8")) ?? [];

test("a new workload is fifteen lines or fewer", () => {
  const lines = code.trim().split("\n");
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.length).toBeLessThanOrEqual(15);
});

test("the lines of the page work, and every guard lets them through", () => {
  const config = defineConfig({});
  const app = new App({ outdir: "cdktf.out" });
  const { network, apps } = addStacks(app, { config, pins: readPins() });
  const { code: script } = transformSync(code, { jsc: { parser: { syntax: "typescript" } } });
  new Function("Workload", "image", script).call(apps, Workload, image);

  const resources = synthesizedResources(app);
  const made = resources.filter(({ path }) => path.startsWith("apps/link-preview/")).map(({ type }) => type);
  expect(made.sort()).toEqual([
    "kubernetes_deployment_v1",
    "kubernetes_horizontal_pod_autoscaler_v2",
    "kubernetes_service_account_v1",
    "kubernetes_service_v1",
  ]);
  expect(declaredPods(apps)).toContainEqual(expect.objectContaining({ name: "link-preview", replicas: 2, surge: 1 }));
  expect(networkProblems(config, resources)).toEqual([]);
  expect(network.node.validate()).toEqual([]);
});

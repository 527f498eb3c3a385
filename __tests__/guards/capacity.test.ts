import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { defineConfig } from "../../stacks/config";
import { capacityProblems, uncountedProblems } from "../../stacks/guards/capacity";
import { countedPaths, declaredPods, declarePods, type PodFootprint } from "../../stacks/ledger/pods";

// Of the server, 700m and 3856Mi can be given out; of the agent, 850m and 5008Mi.
const config = defineConfig({});

const pod = (changes: Partial<PodFootprint> & { cpuMillis?: number; memoryMib?: number } = {}): PodFootprint => {
  const { cpuMillis = 0, memoryMib = 0, ...rest } = changes;
  const containers = [{ name: "app", requests: { cpuMillis, memoryMib } }];
  return { name: "app", node: "server", replicas: 1, surge: 0, containers, setting: "apps.services.app", ...rest };
};

test("what fills a node to the last is let through", () => {
  expect(capacityProblems(config, [pod({ cpuMillis: 700, memoryMib: 3856 })])).toEqual([]);
});

test.each<[string, PodFootprint[], string]>([
  [
    "CPU",
    [pod({ cpuMillis: 701 })],
    "node server ask for 701m of CPU, a rolling update included, and 700m can be given out",
  ],
  ["memory", [pod({ memoryMib: 3857 })], "node server ask for 3857Mi of memory, a rolling update included, and 3856Mi"],
  ["a second replica", [pod({ cpuMillis: 400, replicas: 2 })], "ask for 800m of CPU"],
  ["a rolling update", [pod({ cpuMillis: 400, surge: 1 })], "ask for 800m of CPU"],
  ["a sidecar", [pod({ containers: [one(690), one(11)] })], "ask for 701m of CPU"],
  ["a pod on every node", [pod({ cpuMillis: 690 }), pod({ cpuMillis: 20, node: "every" })], "ask for 710m of CPU"],
  ["what fits on neither node", [pod({ cpuMillis: 851, node: "any" })], "node agent ask for 851m of CPU"],
])("refuses too much of %s", (_, pods, message) => {
  expect(capacityProblems(config, pods)).toEqual([expect.stringContaining(message)]);
});

test("names the settings to change, the largest first", () => {
  const small = pod({ cpuMillis: 100, setting: "apps.services.small" });
  const large = pod({ cpuMillis: 700, setting: "apps.services.large" });
  const [problem] = capacityProblems(config, [small, large]);
  expect(problem).toContain(
    "Lower requests.cpuMillis or replicas of apps.services.large (700), apps.services.small (100), or move one to the other node.",
  );
});

test("a node with less to give takes less", () => {
  const reserved = defineConfig({ nodes: { server: { kubeReserved: { cpuMillis: 251 } } } });
  expect(capacityProblems(reserved, [pod({ cpuMillis: 700 })])).toEqual([
    expect.stringContaining("nodes.server: 1000m"),
  ]);
});

describe("uncounted pods", () => {
  const stack = new TerraformStack(new App(), "stack");
  const counted = new Construct(stack, "counted");
  declarePods(counted, [pod()]);
  const deployment = (path: string) => ({ path, type: "kubernetes_deployment_v1", attributes: {} });

  test("are none when their construct has stated them", () => {
    expect(declaredPods(stack)).toEqual([pod()]);
    expect(uncountedProblems([deployment("stack/counted/deployment")], countedPaths(stack))).toEqual([]);
  });

  test.each(["kubernetes_deployment_v1", "kubernetes_daemon_set_v1", "kubernetes_cron_job_v1", "helm_release"])(
    "are refused: a %s",
    (type) => {
      expect(uncountedProblems([{ ...deployment("stack/other"), type }], countedPaths(stack))).toEqual([
        "Not counted: stack/other runs pods that the ledger does not know: call declarePods in its construct.",
      ]);
    },
  );
});

function one(cpuMillis: number) {
  return { name: "container", requests: { cpuMillis, memoryMib: 0 } };
}

import { defineConfig } from "../../stacks/config";
import { capacity } from "../../stacks/ledger/capacity";
import type { PodFootprint } from "../../stacks/ledger/pods";

const config = defineConfig({});
const pod = (name: string, node: PodFootprint["node"], cpuMillis: number, surge = 0): PodFootprint => ({
  name,
  node,
  replicas: 1,
  surge,
  containers: [{ name, requests: { cpuMillis, memoryMib: 64 }, limits: { cpuMillis: 500, memoryMib: 128 } }],
});

function nodes(pods: PodFootprint[]) {
  const [server, agent] = capacity(config, pods);
  if (!server || !agent) throw new Error("two nodes expected");
  return { server, agent };
}

test("what can be given out is the machine less kernel, k3s, system and eviction", () => {
  const { server } = nodes([]);
  // 6144 MiB less 246 of the kernel, 1536 of k3s, 256 of the system and 250 that must stay free.
  expect(server.allocatable).toEqual({ cpuMillis: 1000 - 250 - 50, memoryMib: 3856 });
  expect(server.left).toEqual(server.allocatable);
});

test("a pod counts on the node that it prefers, a DaemonSet on both", () => {
  const { server, agent } = nodes([pod("backend", "server", 20), pod("node-exporter", "every", 10)]);
  expect(server.requests.cpuMillis).toBe(30);
  expect(agent.requests.cpuMillis).toBe(10);
});

test("pods without a preference fill the emptier node, one by one", () => {
  const { server, agent } = nodes([pod("first", "any", 200), pod("second", "any", 100)]);
  // The agent has 850m to give out and the server 700m; after the first, the server has more.
  expect(agent.entries.map((entry) => entry.pod)).toEqual(["first"]);
  expect(server.entries.map((entry) => entry.pod)).toEqual(["second"]);
});

test("a rolling update counts against what is left, not against what runs at rest", () => {
  const { server } = nodes([pod("backend", "server", 20, 1)]);
  expect(server.requests.cpuMillis).toBe(20);
  expect(server.updating.cpuMillis).toBe(40);
  expect(server.left.cpuMillis).toBe(660);
  expect(server.limits.cpuMillis).toBe(500);
});

import { setTimeout as pause } from "node:timers/promises";
import { podsOf } from "./pods";
import { namespace, perSecond, recovered, refused } from "./recovered";
import type { Rehearsed } from "./rehearsed";
import { underLoad } from "./under-load";
import { until } from "./until";

/** Faults of nodes under load: nothing is lost, doubled or out of order. */
export function nodeFaults(rehearsed: () => Rehearsed): void {
  const kubectl = (...args: string[]) => rehearsed().kubectl.read(args);
  const run = (happen: () => Promise<void>) => underLoad(rehearsed(), perSecond, happen);
  const condition = (node: string, type: string) =>
    kubectl("get", "node", node, "-o", `jsonpath={.status.conditions[?(@.type=="${type}")].status}`);
  afterEach(() => recovered(rehearsed()));

  test("the agent loses its power for three minutes", async () => {
    const { cluster } = rehearsed();
    const node = cluster.nodeName("agent");
    const isNodeReady = async () => (await condition(node, "Ready")) === "True";
    const result = await run(async () => {
      await cluster.powerOff("agent");
      await until("Kubernetes has noticed", async () => !(await isNodeReady()));
      await pause(120_000);
      await cluster.powerOn("agent");
      await until("the node is back", isNodeReady);
      await recovered(rehearsed(), 240);
    });
    expect(refused(result)).toEqual([]);
  });

  test("the server loses its power and comes back", async () => {
    const { cluster } = rehearsed();
    const result = await run(async () => {
      const answers = async () => (await rehearsed().kubectl.run(["get", "nodes"])).status === 0;
      await cluster.powerOff("server");
      expect(await answers()).toBe(false);
      await cluster.powerOn("server");
      await until("the API answers", answers);
      await recovered(rehearsed(), 240);
    });
    expect(refused(result)).toEqual([]);
  });

  // Redis stays where its volume is: docs/explanation/nodes.md. If it goes first, a sidecar that starts waits for it, and the
  // pod is ready only when there is room again.
  test("the agent's disk is full: services move to the server, and events wait for Redis", async () => {
    const { cluster } = rehearsed();
    const [node, agent] = [cluster.nodeName("agent"), cluster.nodes.agent];
    const makeRoom = async () => {
      agent.run("rm", ["--force", "/var/lib/kubelet/full"]);
      // A kubelet that starts has not seen the pressure; one that runs waits five minutes more.
      agent.run("pkill", ["-x", "kubelet"]);
      await until("the disk has room again", async () => (await condition(node, "DiskPressure")) === "False");
    };
    const result = await run(async () => {
      const before = new Set((await podsOf(rehearsed().kubectl, namespace)).map(({ metadata }) => metadata.name));
      const fill = "fallocate -l $(df --output=avail -B1 /var/lib/kubelet | tail -1) /var/lib/kubelet/full";
      try {
        agent.run("bash", ["-c", fill]);
        await until("the kubelet has noticed", async () => (await condition(node, "DiskPressure")) === "True");
        const evicted = await until("a service was evicted", async () => (await servicesEvicted(rehearsed()))[0]);
        await until("it runs on the server", async () =>
          (await podsOf(rehearsed().kubectl, namespace, `app.kubernetes.io/name=${evicted}`)).some(
            ({ metadata, spec, status }) =>
              !before.has(metadata.name) && status.phase === "Running" && spec.nodeName === cluster.nodeName("server"),
          ),
        );
      } finally {
        await makeRoom();
      }
      await kubectl("delete", "pods", "-n", namespace, "--field-selector=status.phase=Failed");
      await recovered(rehearsed(), 240);
    });
    expect(refused(result)).toEqual([]);
  });
}

/** The services of which the kubelet ended a pod to make room. */
const servicesEvicted = async ({ kubectl }: Rehearsed): Promise<string[]> =>
  (await podsOf(kubectl, namespace))
    .filter(({ status, metadata }) => status.reason === "Evicted" && metadata.labels["freehold/database"] === "true")
    .flatMap(({ metadata }) => metadata.labels["app.kubernetes.io/name"] ?? []);

import { setTimeout as pause } from "node:timers/promises";
import { percentile } from "../../scripts/rehearse/load/load";
import { traefikNamespace } from "../../stacks/constructs/platform/traefik-config";
import { ContainerEnds } from "./container-ends";
import { type Pod, podsOf } from "./pods";
import { namespace, perSecond, recovered, refused, restartAll } from "./recovered";
import type { Rehearsed } from "./rehearsed";
import { showsOnOps } from "./shows-on-ops";
import { underLoad } from "./under-load";
import { until } from "./until";

/** A request waits for 30 s, and the third probe that is missed takes the pod out; each fails after 5 s, and comes every 10. */
const mostStoppedSeconds = 20;

/** Faults of pods under load: nothing is lost, doubled or out of order. */
export function podFaults(rehearsed: () => Rehearsed): void {
  const kubectl = (...args: string[]) => rehearsed().kubectl.read(args);
  const run = (happen: () => Promise<void>) => underLoad(rehearsed(), perSecond, happen);
  afterEach(() => recovered(rehearsed()));

  test("a rolling update of every service: each ends with 0", async () => {
    let before: Pod[] = [];
    const ends = new ContainerEnds(rehearsed());
    try {
      const result = await run(async () => {
        before = await restartAll(rehearsed());
      });
      expect(refused(result)).toEqual([]);
    } finally {
      ends.stop();
    }
    const services = before.filter(({ metadata }) => metadata.labels["freehold/database"] === "true");
    expect(services.length).toBeGreaterThan(6);
    for (const { metadata } of services) {
      const container = `${metadata.name}/${metadata.labels["app.kubernetes.io/name"]}`;
      expect({ container, code: ends.codes.get(container) }).toEqual({ container, code: 0 });
    }
  });

  test.each([
    ["app", "audit-consumer", "node"],
    ["sidecar", "recurring-task-consumer", "daprd"],
  ])("SIGKILL of the %s of %s", async (_what, service, program) => {
    const result = await run(async () => {
      const [pod] = await podsOf(rehearsed().kubectl, namespace, `app.kubernetes.io/name=${service}`);
      const kill = async () => signal(rehearsed(), pod, program, "KILL");
      if (program === "node") await showsOnOps(rehearsed(), service, kill);
      else await kill();
      await until("the container has restarted", async () => {
        const [now] = await podsOf(rehearsed().kubectl, namespace, `app.kubernetes.io/name=${service}`);
        const all = [...(now?.status.containerStatuses ?? []), ...(now?.status.initContainerStatuses ?? [])];
        return all.some(({ restartCount }) => restartCount > 0);
      });
    });
    expect(refused(result)).toEqual([]);
  });

  test("the kernel ends a process in a consumer's container, whose memory is full", async () => {
    const service = "reminder-consumer";
    const result = await run(async () => {
      const [pod] = await podsOf(rehearsed().kubectl, namespace, `app.kubernetes.io/name=${service}`);
      const before = oomKills(rehearsed(), pod);
      // A second process in the container fills it; the kernel ends the group.
      const hog = "const all = []; for (;;) all.push(Buffer.alloc(8 << 20, 1));";
      await rehearsed().kubectl.run([
        ...["exec", "-n", namespace, pod?.metadata.name ?? "", "-c", service, "--", "/nodejs/bin/node", "-e", hog],
      ]);
      await until("the kernel has ended something in it", async () => oomKills(rehearsed(), pod) > before);
    });
    expect(refused(result)).toEqual([]);
  });

  test("Traefik misses a probe: requests wait, and none is refused", async () => {
    const [pod] = await podsOf(rehearsed().kubectl, traefikNamespace, "app.kubernetes.io/name=traefik");
    const missed = async () => {
      const ofPod = `--field-selector=reason=Unhealthy,involvedObject.name=${pod?.metadata.name}`;
      const counts = await kubectl("get", "events", "-n", traefikNamespace, ofPod, "-o", "jsonpath={.items[*].count}");
      return counts.split(" ").reduce((sum, count) => sum + Number(count), 0);
    };
    const before = await missed();
    const hasMissed = async () => (await missed()) > before;
    /** Stops it for less than a client waits, and than a third probe takes to fail. */
    const stopForAWhile = async () => {
      signal(rehearsed(), pod, "traefik", "STOP");
      try {
        return await until("a probe went without an answer", hasMissed, mostStoppedSeconds).catch(hasMissed);
      } finally {
        signal(rehearsed(), pod, "traefik", "CONT");
      }
    };
    const result = await run(async () => {
      await until("a probe went without an answer", stopForAWhile);
    });
    expect(result.sent.filter(({ error }) => error)).toEqual([]);
  });

  test("Redis is restarted by a rollout", async () => {
    const result = await run(async () => {
      await kubectl("rollout", "restart", "deployment/redis", "-n", namespace);
      const status = ["rollout", "status", "deployment/redis", "-n", namespace, "--timeout=180s"];
      await kubectl("--request-timeout=0", ...status);
    });
    expect(refused(result)).toEqual([]);
  });

  test("Postgres is away for a minute: writes are 503 at once, with when to try again", async () => {
    const { postgres } = rehearsed();
    const client = await rehearsed().client("carl");
    const result = await run(async () => {
      postgres.stop();
      const refusals = await until("the outage is known", async () => {
        const answer = await client.call("POST", "/api/tasks", { title: "During the outage" });
        return answer.status === 503 ? answer : undefined;
      });
      expect(refusals.headers).toMatchObject({ "retry-after": expect.any(String) });
      await pause(60_000);
      await postgres.resume();
    });
    expect(refused(result)).toEqual([]);
    const during = result.sent.filter(({ status }) => status === 503).map(({ took }) => took);
    expect(during.length).toBeGreaterThan(10);
    // They took ten seconds each while every request tried the database.
    expect(percentile(during, 0.5)).toBeLessThan(5_000);
  });
}

/** Sends a signal to a program in a pod, as its node's root. */
function signal({ cluster }: Rehearsed, pod: Pod | undefined, program: string, name: "KILL" | "STOP" | "CONT"): void {
  const pids = `for p in /proc/[0-9]*; do grep -qs pod${pod?.metadata.uid} $p/cgroup && [[ $(readlink $p/exe) == */${program} ]] && echo \${p#/proc/}; done`;
  const node = nodeOf(cluster, pod);
  const found = node
    .run("bash", ["-c", `${pids} || true`])
    .trim()
    .split("\n")
    .filter(Boolean);
  if (found.length === 0) throw new Error(`No ${program} runs in ${pod?.metadata.name}`);
  node.run("kill", [`-${name}`, ...found]);
}

const nodeOf = (cluster: Rehearsed["cluster"], pod: Pod | undefined) =>
  cluster.nodes[pod?.spec.nodeName === cluster.nodeName("server") ? "server" : "agent"];

/** How often the kernel has ended a process on the node of a pod because its memory was full. */
function oomKills({ cluster }: Rehearsed, pod: Pod | undefined): number {
  const counted =
    "find /sys/fs/cgroup/memory/kubepods -name memory.oom_control | xargs cat | awk '/oom_kill /{n+=$2} END{print n+0}'";
  return Number(nodeOf(cluster, pod).run("bash", ["-c", counted]));
}

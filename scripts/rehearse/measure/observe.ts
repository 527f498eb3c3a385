import { setTimeout as pause } from "node:timers/promises";
import type { Kubectl } from "../../operations/kubectl";
import { type Usage, usage } from "./usage";

/** What a container or a node used while something happened. */
export interface Used {
  /** Thousandths of a CPU, on average. */
  cpuMillis: number;
  /** Working set, at most. */
  memoryMib: number;
}

/** By workload and container, such as `freehold/backend daprd`; of several pods the one that used most. And by node. */
export interface Observed {
  containers: Map<string, Used>;
  nodes: Map<string, Used>;
}

/** Milliseconds between two looks. The kubelet itself looks every 10 s. */
const pauseMs = 5_000;

/** The pod's workload: its name without what its ReplicaSet, DaemonSet, Job or StatefulSet has added. */
export const workloadOf = (pod: string): string => pod.replace(/-[0-9a-f]{6,10}-[a-z0-9]{5}$|-[a-z0-9]{5}$|-\d+$/, "");

/** Looks at all containers while `work` runs. */
export async function observe(
  kubectl: Kubectl,
  nodes: readonly string[],
  work: () => Promise<unknown>,
): Promise<Observed> {
  let ended = false;
  const began = performance.now();
  const first = await usage(kubectl, nodes);
  const looks = [first];
  const looking = (async () => {
    while (!ended) {
      await pause(pauseMs);
      looks.push(await usage(kubectl, nodes));
    }
  })();
  try {
    await work();
  } finally {
    ended = true;
    await looking;
  }
  const tookMs = performance.now() - began;
  const last = looks.at(-1) ?? first;
  return {
    containers: byWorkload(looks.map(({ containers }) => containers)),
    nodes: new Map(
      last.nodes.map(({ node, cpuMs }) => {
        const start = first.nodes.find((each) => each.node === node)?.cpuMs ?? 0;
        const memory = looks.flatMap(({ nodes }) => nodes.filter((each) => each.node === node));
        return [
          node,
          {
            cpuMillis: ((cpuMs - start) / tookMs) * 1000,
            memoryMib: Math.max(...memory.map(({ memoryMib }) => memoryMib)),
          },
        ];
      }),
    ),
  };
}

function byWorkload(looks: readonly Usage[][]): Map<string, Used> {
  const pods = new Map<string, Usage[]>();
  for (const each of looks.flat()) {
    const key = `${each.pod} ${each.container}`;
    pods.set(key, [...(pods.get(key) ?? []), each]);
  }
  const used = new Map<string, Used>();
  for (const seen of pods.values()) {
    const [from, to] = [seen[0], seen.at(-1)];
    if (!from || !to) continue;
    const key = `${workloadOf(from.pod)} ${from.container}`;
    const before = used.get(key) ?? { cpuMillis: 0, memoryMib: 0 };
    const cpuMillis = to.at > from.at ? ((to.cpuMs - from.cpuMs) / (to.at - from.at)) * 1000 : 0;
    used.set(key, {
      cpuMillis: Math.max(before.cpuMillis, cpuMillis),
      memoryMib: Math.max(before.memoryMib, ...seen.map(({ memoryMib }) => memoryMib)),
    });
  }
  return used;
}

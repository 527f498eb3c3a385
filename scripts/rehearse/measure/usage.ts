import { z } from "zod";
import type { Kubectl } from "../../operations/kubectl";

/** What the kubelet says of its node and of the containers on it (its endpoint `stats/summary`). */
const summarySchema = z.object({
  node: z.object({
    nodeName: z.string(),
    cpu: z.object({ usageCoreNanoSeconds: z.number() }),
    memory: z.object({ workingSetBytes: z.number() }),
  }),
  pods: z.array(
    z.object({
      podRef: z.object({ name: z.string(), namespace: z.string() }),
      containers: z
        .array(
          z.object({
            name: z.string(),
            cpu: z.object({ time: z.string(), usageCoreNanoSeconds: z.number().optional() }).optional(),
            memory: z.object({ workingSetBytes: z.number().optional() }).optional(),
          }),
        )
        .default([]),
    }),
  ),
});

/** One look at a container. */
export interface Usage {
  /** Namespace and name of its pod. */
  pod: string;
  container: string;
  /** Milliseconds since 1970 at which the kubelet looked. */
  at: number;
  /** CPU time since the container's start, in milliseconds. */
  cpuMs: number;
  memoryMib: number;
}

export interface NodeUsage {
  node: string;
  cpuMs: number;
  memoryMib: number;
}

const mib = (bytes: number): number => bytes / 2 ** 20;

/** What each container and each node has used until now. */
export async function usage(
  kubectl: Kubectl,
  nodes: readonly string[],
): Promise<{ containers: Usage[]; nodes: NodeUsage[] }> {
  const summaries = await Promise.all(
    nodes.map(async (node) => {
      const text = await kubectl.read(["get", "--raw", `/api/v1/nodes/${node}/proxy/stats/summary`]);
      return summarySchema.parse(JSON.parse(text));
    }),
  );
  return {
    nodes: summaries.map(({ node }) => ({
      node: node.nodeName,
      cpuMs: node.cpu.usageCoreNanoSeconds / 1e6,
      memoryMib: mib(node.memory.workingSetBytes),
    })),
    containers: summaries
      .flatMap(({ pods }) => pods)
      .flatMap(({ podRef, containers }) =>
        containers.flatMap(({ name, cpu, memory }) =>
          cpu?.usageCoreNanoSeconds === undefined || memory?.workingSetBytes === undefined
            ? []
            : {
                pod: `${podRef.namespace}/${podRef.name}`,
                container: name,
                at: Date.parse(cpu.time),
                cpuMs: cpu.usageCoreNanoSeconds / 1e6,
                memoryMib: mib(memory.workingSetBytes),
              },
        ),
      ),
  };
}

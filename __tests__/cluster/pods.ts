import { z } from "zod";
import type { Kubectl } from "../../scripts/operations/kubectl";

const containerSchema = z.object({
  name: z.string(),
  ready: z.boolean(),
  restartCount: z.number(),
  lastState: z.looseObject({
    terminated: z.object({ exitCode: z.number(), reason: z.string().optional() }).optional(),
  }),
});

const podSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    uid: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    deletionTimestamp: z.string().optional(),
  }),
  spec: z.object({ nodeName: z.string().optional() }),
  status: z.object({
    phase: z.string(),
    reason: z.string().optional(),
    podIP: z.string().optional(),
    conditions: z
      .array(z.object({ type: z.string(), status: z.string(), lastTransitionTime: z.string().nullish() }))
      .default([]),
    containerStatuses: z.array(containerSchema).default([]),
    initContainerStatuses: z.array(containerSchema).default([]),
  }),
});

export type Pod = z.output<typeof podSchema>;

/** The pods of all namespaces, or of one, or those of it with a label. */
export async function podsOf(kubectl: Kubectl, namespace?: string, selector?: string): Promise<Pod[]> {
  const place = namespace ? ["--namespace", namespace] : ["--all-namespaces"];
  const answer = await kubectl.readJson(["get", "pods", ...place, ...(selector ? ["--selector", selector] : [])]);
  return z.object({ items: z.array(podSchema) }).parse(answer).items;
}

export const isReady = ({ status }: Pod): boolean =>
  status.conditions.some((condition) => condition.type === "Ready" && condition.status === "True");

/** Milliseconds since 1970 at which a pod became ready; infinity while it is not, or is going. */
export function readySince({ metadata, status }: Pod): number {
  const since = status.conditions.find(({ type, status }) => type === "Ready" && status === "True")?.lastTransitionTime;
  return since && !metadata.deletionTimestamp ? Date.parse(since) : Number.POSITIVE_INFINITY;
}

/** What a person reads of a pod: its place, its phase, and its containers that are not ready or have restarted. */
export const describePod = ({ metadata, status }: Pod): string =>
  [
    `${metadata.namespace}/${metadata.name} ${status.phase}`,
    ...[...status.initContainerStatuses, ...status.containerStatuses]
      .filter(({ ready, restartCount }) => !ready || restartCount > 0)
      .map(({ name, ready, restartCount }) => `${name}${ready ? "" : " not ready"}, ${restartCount} restarts`),
  ].join("; ");

const eventSchema = z.object({
  type: z.string().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  involvedObject: z.object({ kind: z.string(), name: z.string(), namespace: z.string().optional() }),
});

/** Events of the type Warning, a line each. */
export async function warnings(kubectl: Kubectl): Promise<string[]> {
  const answer = await kubectl.readJson(["get", "events", "--all-namespaces", "--field-selector=type=Warning"]);
  return z
    .object({ items: z.array(eventSchema) })
    .parse(answer)
    .items.map(({ reason, message, involvedObject: { kind, name } }) => `${reason} ${kind}/${name}: ${message}`);
}

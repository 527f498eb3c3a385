import { z } from "zod";
import type { Kubectl } from "../operations/kubectl";

const metadata = z.object({
  name: z.string(),
  namespace: z.string().default(""),
  deletionTimestamp: z.string().optional(),
  finalizers: z.array(z.string()).default([]),
});
const listSchema = z.object({
  items: z.array(
    z.object({
      kind: z.string(),
      metadata,
      spec: z
        .object({
          volumes: z
            .array(z.object({ persistentVolumeClaim: z.object({ claimName: z.string() }).optional() }))
            .default([]),
        })
        .prefault({}),
      status: z
        .object({
          conditions: z
            .array(z.object({ type: z.string(), status: z.string(), message: z.string().default("") }))
            .default([]),
        })
        .prefault({}),
    }),
  ),
});

/**
 * What is being deleted and cannot go yet, with what holds it and the way out: a volume claim that a pod uses, a namespace
 * that is not empty, a finalizer that no controller removes.
 *
 * @param list pods, volume claims and namespaces, as kubectl prints them
 */
export function heldObjects(list: unknown): string[] {
  const { items } = listSchema.parse(list);
  const pods = items.filter(({ kind }) => kind === "Pod");
  return items.flatMap(({ kind, metadata: { name, namespace, deletionTimestamp, finalizers }, status }) => {
    if (!deletionTimestamp) return [];
    if (kind === "PersistentVolumeClaim") {
      const users = pods.filter(
        (pod) =>
          pod.metadata.namespace === namespace &&
          pod.spec.volumes.some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === name),
      );
      if (users.length === 0) return [];
      const names = users.map((pod) => pod.metadata.name).join(", ");
      return [
        `the volume claim ${name} is held by ${names}: kubectl --namespace ${namespace} get pods; remove what makes it (kubectl --namespace ${namespace} delete deployment,statefulset …), then it goes`,
      ];
    }
    if (kind === "Namespace") {
      const reasons = status.conditions
        .filter(({ type, status: value }) => /Remaining|Failure$/.test(type) && value === "True")
        .map(({ message }) => message);
      return reasons.length > 0 ? [`the namespace ${name} is not empty: ${reasons.join("; ")}`] : [];
    }
    return finalizers.length > 0
      ? [`${kind.toLowerCase()} ${namespace}/${name} waits for its finalizers ${finalizers.join(", ")}`]
      : [];
  });
}

/** Asks the cluster for them; none while the API does not answer. */
export async function findHeld(kubectl: Kubectl): Promise<string[]> {
  const args = ["get", "pods,persistentvolumeclaims,namespaces", "--all-namespaces", "--output=json"];
  const { status, output } = await kubectl.run(args);
  return status === 0 ? heldObjects(JSON.parse(output)) : [];
}

/** The custom resource definitions that Helm leaves behind, and the command that removes them. */
export async function remainingDefinitions(kubectl: Kubectl): Promise<string | undefined> {
  const { status, output } = await kubectl.run(["get", "customresourcedefinitions", "--output=name"]);
  const names = status === 0 ? output.match(/\S+\.dapr\.io/g) : undefined;
  if (!names) return undefined;
  const definitions = names.map((name) => name.replace(/^.*\//, ""));
  return `Helm leaves ${definitions.length} custom resource definitions of Dapr in the cluster. The next deploy takes them up; to remove them:
  kubectl delete customresourcedefinition ${definitions.join(" ")}`;
}

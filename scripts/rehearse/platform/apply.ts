import { z } from "zod";
import type { KubernetesObject } from "../../manifests/kubernetes-object";
import type { Kubectl } from "../../operations/kubectl";
import { OperationError } from "../../operations/operation-error";

/** Applies objects as one who owns every field that they have, as Terraform does. */
export async function apply(kubectl: Kubectl, objects: readonly KubernetesObject[]): Promise<void> {
  if (objects.length === 0) return;
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
  await kubectl.read(["apply", "--server-side", "--force-conflicts", "--field-manager=terraform", "--filename=-"], {
    input: list,
  });
}

/** Deletes objects, and waits until they are gone. */
export async function remove(kubectl: Kubectl, objects: readonly KubernetesObject[]): Promise<void> {
  if (objects.length === 0) return;
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
  await kubectl.read(["delete", "--ignore-not-found", "--wait", "--filename=-"], { input: list });
}

const jobSchema = z.object({
  spec: z.object({
    template: z.object({ spec: z.object({ containers: z.tuple([z.object({ image: z.string() })]) }) }),
  }),
});

/** A Job whose image is another is made again, since nothing of its pod can be changed. */
export async function replaceJob(kubectl: Kubectl, job: KubernetesObject): Promise<void> {
  const { name, namespace = "default" } = job.metadata;
  const image = (object: unknown) => jobSchema.parse(object).spec.template.spec.containers[0].image;
  const { status, output } = await kubectl.run(["get", "job", name, "-n", namespace, "--output=json"]);
  if (status === 0) {
    if (image(JSON.parse(output)) === image(job)) return;
    await kubectl.read(["delete", "job", name, "-n", namespace, "--wait"]);
  }
  await apply(kubectl, [job]);
}

/** Waits until what an object makes is there: the pods of a Deployment ready, a Job done. */
export async function waitFor(kubectl: Kubectl, object: KubernetesObject, seconds = 600): Promise<void> {
  const { name, namespace = "default" } = object.metadata;
  const place = [`--namespace=${namespace}`, `--timeout=${seconds}s`];
  const args =
    object.kind === "Job"
      ? ["wait", "--for=condition=Complete", `job/${name}`, ...place]
      : ["rollout", "status", `${object.kind.toLowerCase()}/${name}`, ...place];
  const { status, errors } = await kubectl.run(["--request-timeout=0", ...args]);
  if (status !== 0) throw new OperationError(`${object.kind} ${namespace}/${name} is not ready: ${errors.trim()}`);
}

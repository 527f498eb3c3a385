import { z } from "zod";
import { type KubernetesObject, kubernetesObject } from "../../manifests/kubernetes-object";
import { type OutsideChart, outsideChart } from "../../manifests/outside-chart";
import type { Kubectl } from "../../operations/kubectl";
import type { StackResource } from "../stacks/evaluated";
import { apply, replaceJob, waitFor } from "./apply";
import type { ChartPlace, Helm } from "./helm";
import { waves } from "./order";

export interface StackDeployment {
  kubectl: Kubectl;
  helm: Helm;
  /** Where a chart is, or the objects in its place. */
  chart(chart: OutsideChart): ChartPlace | KubernetesObject[];
  /** Whether to wait until an object is what it says. Default: for all, as Terraform does. */
  awaits?(object: KubernetesObject): boolean;
  /** Says what is made now. */
  say(what: string): void;
}

const lifecycleSchema = z.object({ lifecycle: z.object({ ignore_changes: z.array(z.string()) }).optional() });
const assets = /^\.\/assets\//;

/**
 * Makes the resources of a stack on the cluster, in Terraform's order, and waits for each as Terraform does.
 * @returns the objects that it made, but for those of charts
 */
export async function deployStack(
  resources: readonly StackResource[],
  deployment: StackDeployment,
): Promise<KubernetesObject[]> {
  const made: KubernetesObject[] = [];
  for (const wave of waves(resources)) {
    const objects = objectsOf(wave);
    made.push(...objects);
    const jobs = objects.filter(({ kind }) => kind === "Job");
    // Namespaces come first: that an object is in one is a reference in Terraform.
    for (const first of [true, false])
      await apply(
        deployment.kubectl,
        objects.filter(({ kind }) => kind !== "Job" && (kind === "Namespace") === first),
      );
    for (const job of jobs) await replaceJob(deployment.kubectl, job);
    for (const resource of wave.filter(({ type }) => type === "helm_release")) await release(resource, deployment);
    const awaited = objects
      .filter(({ kind }) => kind === "Deployment" || kind === "Job")
      .filter((object) => deployment.awaits?.(object) ?? true);
    if (awaited.length > 0) deployment.say(awaited.map(({ metadata }) => metadata.name).join(", "));
    await Promise.all(awaited.map((object) => waitFor(deployment.kubectl, object)));
  }
  return made;
}

/** The objects among resources. */
export const objectsOf = (resources: readonly StackResource[]): KubernetesObject[] =>
  resources.filter(({ type }) => type.startsWith("kubernetes_")).map(toObject);

/** An object, without the number of replicas where an autoscaler has it. */
function toObject(resource: StackResource): KubernetesObject {
  const object = kubernetesObject(resource);
  const ignored = lifecycleSchema.parse(resource.attributes).lifecycle?.ignore_changes ?? [];
  if (!ignored.includes("spec[0].replicas")) return object;
  const { replicas: _, ...spec } = z.record(z.string(), z.unknown()).parse(object.spec);
  return { ...object, spec };
}

async function release(resource: StackResource, deployment: StackDeployment): Promise<void> {
  const chart = outsideChart(resource);
  deployment.say(chart.name);
  // The one chart in this repository makes what its values hold, under any name of its release.
  const isOurs = assets.test(chart.chart) && "manifests" in chart.values;
  const objects = isOurs ? { place: ["charts/manifests"] } : deployment.chart(chart);
  if (!Array.isArray(objects)) return deployment.helm.release(chart, objects);
  await apply(deployment.kubectl, objects);
  await Promise.all(
    objects
      .filter(({ kind }) => ["Deployment", "StatefulSet", "DaemonSet"].includes(kind))
      .map((object) => waitFor(deployment.kubectl, object)),
  );
}

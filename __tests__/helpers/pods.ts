import { execFileSync } from "node:child_process";
import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";

export const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

const templateSchema = z.looseObject({ metadata: z.looseObject({}).default({}), spec: z.looseObject({}) });
const ownerSchema = z.object({ spec: z.object({ template: templateSchema }) });
const cronSchema = z.object({ spec: z.object({ jobTemplate: ownerSchema }) });

/** The pod that each Deployment, StatefulSet, DaemonSet, Job and CronJob makes. */
export const podsOf = (objects: readonly KubernetesObject[]): KubernetesObject[] =>
  objects
    .filter(({ kind }) => ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"].includes(kind))
    .map((owner) => {
      const { metadata, spec } = (
        owner.kind === "CronJob" ? cronSchema.parse(owner).spec.jobTemplate : ownerSchema.parse(owner)
      ).spec.template;
      const { name, namespace } = owner.metadata;
      return { apiVersion: "v1", kind: "Pod", metadata: { ...metadata, name, namespace }, spec };
    });

/** The same pods as Dapr's injector leaves them. */
export const injected = (injector: string, pods: readonly KubernetesObject[]): KubernetesObject[] =>
  z.array(objectSchema).parse(JSON.parse(execFileSync(injector, { input: JSON.stringify(pods), encoding: "utf8" })));

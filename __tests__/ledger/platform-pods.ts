import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { renderChart } from "../../scripts/manifests/render-chart";
import { stackManifests } from "../../scripts/manifests/stack-manifests";
import { namespaces } from "../../stacks/constructs/kubernetes/namespaces";
import { controlPlane } from "../../stacks/constructs/kubernetes/node-preference";
import { traefikNamespace } from "../../stacks/constructs/platform/traefik-config";
import type { PodFootprint } from "../../stacks/ledger/pods";
import { quantities } from "../../stacks/ledger/resources";
import type { SynthesizedResource } from "../../stacks/ledger/synthesized";
import { chartFolder } from "../charts/outside";
import { kubernetes } from "../charts/released";
import { injected, podsOf } from "../helpers/pods";

/** Pods that run to their end. */
const isJob = ({ kind }: KubernetesObject): boolean => kind === "Job" || kind === "CronJob";

export interface PlatformPods {
  /** Everything that the stacks and the charts at hand make. */
  objects: KubernetesObject[];
  /** One pod of a footprint: as its owner makes it, or by what the footprint asks for where the owner is not at hand. */
  pod(footprint: PodFootprint, name: string, onlyOn?: string): KubernetesObject;
  /** Whether the pod is as its owner makes it. */
  isReal(footprint: PodFootprint): boolean;
}

/** The pods of the platform, sidecars included. */
export async function platformPods(
  resources: readonly SynthesizedResource[],
  programs: { helm: string; "dapr-injector": string; "dapr-chart": string },
): Promise<PlatformPods> {
  const [platform, apps] = [stackManifests("platform", resources), stackManifests("apps", resources)];
  const sources = {
    dapr: programs["dapr-chart"],
    prometheus: chartFolder("prometheus"),
    grafana: chartFolder("grafana"),
  };
  const rendered = await Promise.all(
    Object.entries(sources).map(async ([name, source]) => {
      const chart = platform.charts.find((one) => one.name === name);
      return chart && source ? renderChart(chart, { helm: programs.helm, source, kubernetes }) : [];
    }),
  );
  const objects = [...platform.objects, ...apps.objects, ...rendered.flat()];
  const templates = injected(programs["dapr-injector"], podsOf(objects));
  const jobs = new Set(objects.filter(isJob).map(({ metadata }) => metadata.name));
  // The charts put the name of their release before it.
  const find = (footprint: PodFootprint) => templates.find(({ metadata }) => metadata.name.endsWith(footprint.name));
  return {
    objects,
    isReal: (footprint) => find(footprint) !== undefined,
    pod: (footprint, name, onlyOn) => {
      const real = find(footprint) ?? standIn(footprint);
      const ownerReferences = [{ apiVersion: "batch/v1", kind: "Job", name: footprint.name, uid: name }];
      const metadata = { ...real.metadata, name, ...(jobs.has(footprint.name) && { ownerReferences }) };
      return onlyOn ? pinned({ ...real, metadata }, onlyOn) : { ...real, metadata };
    },
  };
}

/** A pod that asks for what the footprint says. Where it prefers the server, it has to be there. */
const standIn = ({ name, node, containers, source, setting }: PodFootprint): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    name,
    namespace: source || setting === "platform.traefik" ? traefikNamespace : namespaces.monitoring,
  },
  spec: {
    ...(node === "server" && { nodeSelector: { [controlPlane]: "true" } }),
    containers: containers.map((container) => ({
      name: container.name,
      image: "image",
      resources: {
        requests: quantities(container.requests),
        ...(container.limits && { limits: quantities(container.limits) }),
      },
    })),
  },
});

const termsSchema = z.looseObject({
  affinity: z
    .looseObject({
      nodeAffinity: z
        .looseObject({
          requiredDuringSchedulingIgnoredDuringExecution: z.object({ nodeSelectorTerms: z.array(z.looseObject({})) }),
        })
        .optional(),
    })
    .optional(),
});

/** As the controller of a DaemonSet ties a pod to its node: by a field in every term, beside what the terms ask for. */
function pinned(pod: KubernetesObject, node: string): KubernetesObject {
  const spec = termsSchema.parse(pod.spec);
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms ?? [
    {},
  ];
  const matchFields = [{ key: "metadata.name", operator: "In", values: [node] }];
  const nodeSelectorTerms = required.map((term) => ({ ...term, matchFields }));
  const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
  return { ...pod, spec: { ...spec, affinity: { ...spec.affinity, nodeAffinity } } };
}

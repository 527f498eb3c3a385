import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import type { Cluster } from "../helpers/cluster";

const claimSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
  spec: z.looseObject({
    accessModes: z.array(z.string()),
    storageClassName: z.string(),
    resources: z.object({ requests: z.object({ storage: z.string() }) }),
  }),
});

/** Makes a claim with the volume that it is bound to, since the controller that would bind it does not run here. */
export async function bindVolume({ submitter, client }: Cluster, object: KubernetesObject): Promise<void> {
  const claim = claimSchema.parse(object);
  const { name, namespace } = claim.metadata;
  const { accessModes, storageClassName, resources } = claim.spec;
  const volume = {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name },
    spec: {
      ...{ accessModes, storageClassName, capacity: resources.requests },
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", name, namespace },
      hostPath: { path: `/var/lib/rancher/k3s/storage/${name}` },
    },
  };
  const annotations = { "pv.kubernetes.io/bind-completed": "yes" };
  const bound = {
    ...object,
    metadata: { ...claim.metadata, name, annotations },
    spec: { ...claim.spec, volumeName: name },
  };
  expect(await submitter.create(volume)).toMatchObject({ status: 201 });
  expect(await submitter.create(bound)).toMatchObject({ status: 201 });
  const status = { status: { phase: "Bound", accessModes, capacity: resources.requests } };
  const place = `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}/status`;
  expect(await client.call("PATCH", place, status, "application/merge-patch+json")).toMatchObject({ status: 200 });
}

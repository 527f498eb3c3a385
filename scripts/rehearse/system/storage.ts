import type { KubernetesObject } from "../../manifests/kubernetes-object";
import { object } from "./object";

/** Sizes of the volumes that a node offers, in GiB, enough for each claim of the stacks. */
const sizes = [1, 1, 1, 4, 8];

/**
 * k3s's class `local-path`, with volumes that are there from the beginning instead of a program that makes them.
 * @param nodes names of the nodes
 * @param folder of the volumes on a node
 */
export const storage = (nodes: readonly string[], folder: string): KubernetesObject[] => [
  object(
    "storage.k8s.io/v1",
    "StorageClass",
    "local-path",
    {
      metadata: { name: "local-path", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner: "kubernetes.io/no-provisioner",
      volumeBindingMode: "WaitForFirstConsumer",
      reclaimPolicy: "Delete",
    },
    "",
  ),
  ...nodes.flatMap((node) =>
    sizes.map((size, index) =>
      object(
        "v1",
        "PersistentVolume",
        `${node}-${index}`,
        {
          spec: {
            capacity: { storage: `${size}Gi` },
            accessModes: ["ReadWriteOnce"],
            persistentVolumeReclaimPolicy: "Retain",
            storageClassName: "local-path",
            local: { path: volumePath(folder, index) },
            nodeAffinity: {
              required: {
                nodeSelectorTerms: [
                  { matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: [node] }] },
                ],
              },
            },
          },
        },
        "",
      ),
    ),
  ),
];

const volumePath = (folder: string, index: number): string => `${folder}/${index}`;

/** Every folder that has to be on a node. */
export const volumeFolders = (folder: string): string[] => sizes.map((_, index) => volumePath(folder, index));

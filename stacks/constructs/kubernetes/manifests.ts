import path from "node:path";
import { Release } from "@cdktf/provider-helm/lib/release";
import { AssetType, type ITerraformDependable, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { declarePods } from "../../ledger/pods";
import { helmValues } from "./helm-values";

/** A custom resource, whole. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}

export interface ManifestsProps {
  /** Name of the Helm release; unique in its namespace. */
  readonly name: string;
  /** Namespace of the release and of every manifest that names none. */
  readonly namespace: string;
  readonly manifests: readonly Manifest[];
  /**
   * What brings their CRDs.
   * @default nothing: the cluster has them
   */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Applies custom resources through a small chart of our own. The provider's `kubernetes_manifest` needs a live API with
 * the CRD when it plans, and so could not be planned before the platform exists
 * (https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/manifest).
 */
export class Manifests extends Construct {
  readonly release: Release;
  readonly manifests: readonly Manifest[];

  constructor(scope: Construct, id: string, { name, namespace, manifests, dependsOn }: ManifestsProps) {
    super(scope, id);
    this.manifests = manifests;
    // Custom resources; what runs because of them is counted where it is set up.
    declarePods(this, []);
    const chart = new TerraformAsset(this, "chart", {
      path: path.resolve(__dirname, "../../../charts/manifests"),
      type: AssetType.DIRECTORY,
    });
    this.release = new Release(this, "release", {
      name,
      namespace,
      chart: `./${chart.path}`,
      values: [helmValues({ manifests })],
      // A release that fails is undone, so that the next apply starts from what worked.
      atomic: true,
      maxHistory: 3,
      dependsOn,
    });
  }
}

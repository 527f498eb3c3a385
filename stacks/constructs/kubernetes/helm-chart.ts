import { statSync } from "node:fs";
import path from "node:path";
import { Release, type ReleaseSetSensitive } from "@cdktf/provider-helm/lib/release";
import { AssetType, type ITerraformDependable, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import type { Config } from "../../config";
import type { Pins } from "../../config/pins";
import { declarePods, type PodFootprint } from "../../ledger/pods";
import { type HelmValues, helmValues } from "./helm-values";

export type ChartName = keyof Pins["charts"];

export interface HelmChartProps {
  readonly chart: ChartName;
  readonly config: Config;
  readonly pins: Pins;
  readonly namespace: string;
  readonly values: HelmValues;
  /**
   * Values that are only known to Terraform, by the path of their key.
   * @default none
   */
  readonly setSensitive?: ReleaseSetSensitive[];
  /** Pods that the chart makes with these values, for the ledger. */
  readonly pods: PodFootprint[];
  /**
   * What must be there first, such as a Secret that the chart mounts.
   * @default nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

/** A chart from outside, in the pinned version, from where the configuration says. Named after the chart. */
export class HelmChart extends Construct {
  readonly release: Release;

  constructor(scope: Construct, id: string, props: HelmChartProps) {
    super(scope, id);
    const { chart, config, pins, namespace, values, setSensitive, pods, dependsOn } = props;
    declarePods(this, pods);
    const source = config.platform.charts[chart];
    const pin = pins.charts[chart];
    this.release = new Release(this, "release", {
      name: chart,
      namespace,
      ...(source.path
        ? { chart: this.localChart(source.path) }
        : { chart, repository: source.repository ?? pin.repository, version: pin.version }),
      values: [helmValues(values)],
      setSensitive,
      wait: true,
      atomic: true,
      maxHistory: 3,
      timeout: 600,
      dependsOn,
    });
  }

  /** A chart from this machine, copied beside the stack, so that no path of the machine stands in the output. */
  private localChart(file: string): string {
    const type = statSync(file).isDirectory() ? AssetType.DIRECTORY : AssetType.FILE;
    return `./${new TerraformAsset(this, "chart", { path: path.resolve(file), type }).path}`;
  }
}

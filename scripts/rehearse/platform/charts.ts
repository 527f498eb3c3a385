import type { Config } from "../../../stacks/config";
import { components } from "../../components/catalogue";
import type { KubernetesObject } from "../../manifests/kubernetes-object";
import { chartPlace, type OutsideChart } from "../../manifests/outside-chart";
import type { PlatformImageName } from "../images/catalogue";
import type { WrittenImage } from "../images/write-image";
import { grafanaObjects } from "../monitoring/grafana";
import { prometheusObjects } from "../monitoring/prometheus";
import { prometheusValuesSchema } from "../monitoring/values";
import type { ChartPlace } from "./helm";

/** Where each chart comes from, or the objects in its place. */
export type Charts = (chart: OutsideChart) => ChartPlace | KubernetesObject[];

/** Charts without a network: Dapr's from its Go module, and objects in place of those that no registry here has. */
export const offlineCharts =
  (daprChart: string, images: Record<PlatformImageName, WrittenImage>): Charts =>
  ({ name, values }) => {
    // The chart in the module is that of Dapr's next release, whose images have no version yet.
    if (name === "dapr") return { place: [daprChart], set: [`global.tag=${components.daprd.version}`] };
    if (name === "grafana") return grafanaObjects(values, images.grafana.name);
    if (name === "prometheus")
      return prometheusObjects(prometheusValuesSchema.parse(values), {
        server: images.prometheus.name,
        alertmanager: images.alertmanager.name,
        nodeExporter: images["node-exporter"].name,
      });
    throw new Error(`The chart ${name} has nothing in its place: add it in scripts/rehearse/monitoring`);
  };

/** Charts as they are published, or from where the configuration says. */
export const publishedCharts =
  ({ platform }: Config): Charts =>
  (chart) => {
    const source = Object.entries(platform.charts).find(([name]) => name === chart.name)?.[1];
    return { place: source?.path ? [source.path] : chartPlace(chart) };
  };

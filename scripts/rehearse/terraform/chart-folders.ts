import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import type { Config } from "../../../stacks/config";
import { outsideChart } from "../../manifests/outside-chart";
import type { Charts } from "../platform/charts";
import type { EvaluatedStacks } from "../stacks/evaluated";

/**
 * Lays the charts of a rehearsal out as folders, since Terraform takes no objects in place of a chart.
 * @returns the setting `platform.charts` that leads there
 */
export function writeChartFolders(
  folder: string,
  stacks: EvaluatedStacks,
  charts: Charts,
): Config["platform"]["charts"] {
  const releases = stacks.resources("platform").filter(({ type }) => type === "helm_release");
  const outside = releases.map(outsideChart);
  const place = (name: keyof Config["platform"]["charts"]) => {
    const chart = outside.find((each) => each.name === name);
    if (!chart) throw new Error(`The stack platform releases no chart ${name}`);
    const target = path.join(folder, name);
    const made = charts(chart);
    if (Array.isArray(made)) writeChart(target, name, made);
    else copyChart(target, made);
    return { path: target };
  };
  return { dapr: place("dapr"), prometheus: place("prometheus"), grafana: place("grafana") };
}

/** A chart that makes exactly these objects. */
function writeChart(folder: string, name: string, objects: readonly object[]): void {
  mkdirSync(path.join(folder, "templates"), { recursive: true });
  writeFileSync(path.join(folder, "Chart.yaml"), stringify({ apiVersion: "v2", name, version: "0.0.0" }));
  writeFileSync(path.join(folder, "objects.yaml"), objects.map((object) => JSON.stringify(object)).join("\n---\n"));
  // What the objects hold is no template.
  writeFileSync(path.join(folder, "templates", "objects.yaml"), '{{ .Files.Get "objects.yaml" }}');
}

/** A copy of a chart whose values have what Helm would be told with `--set`. */
function copyChart(folder: string, { place: [source = ""], set = [] }: { place: string[]; set?: string[] }): void {
  cpSync(source, folder, { recursive: true });
  const file = path.join(folder, "values.yaml");
  const values = z.record(z.string(), z.record(z.string(), z.unknown())).parse(parse(readFileSync(file, "utf8")));
  for (const each of set) {
    const [, part = "", key = "", value] = /^(\w+)\.(\w+)=(.*)$/.exec(each) ?? [];
    values[part] = { ...values[part], [key]: value };
  }
  writeFileSync(file, stringify(values));
}

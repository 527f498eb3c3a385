import { existsSync } from "node:fs";
import path from "node:path";
import { chartPlace, type OutsideChart } from "../manifests/outside-chart";
import { OperationError } from "../operations/operation-error";
import { runProgram } from "../operations/program";

/**
 * Fetches each chart that has a repository into a folder of its name. One that is there already is left as it is.
 *
 * @param helm Helm 3. Default: the one on PATH
 * @throws {OperationError} with Helm's own words when it can't get one
 */
export async function pullCharts(charts: readonly OutsideChart[], folder: string, helm = "helm"): Promise<void> {
  for (const chart of charts.filter(({ repository }) => repository)) {
    const target = path.join(folder, chart.chart);
    if (existsSync(target)) {
      console.log(`${target} is there`);
      continue;
    }
    const { status, errors } = await runProgram(helm, ["pull", ...chartPlace(chart), "--untar", "--untardir", folder]);
    if (status !== 0) throw new OperationError(`helm can't get the chart ${chart.name}: ${errors.trim()}`);
    console.log(`${target}: ${chart.version} from ${chart.repository}`);
  }
}

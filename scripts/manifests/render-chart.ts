import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { OperationError } from "../operations/operation-error";
import { runProgram } from "../operations/program";
import type { KubernetesObject } from "./kubernetes-object";
import { chartPlace, type OutsideChart } from "./outside-chart";

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

export interface RenderOptions {
  /** Helm 3. Default: the one on PATH. */
  readonly helm?: string;
  /** Folder or .tgz file with the chart, instead of its repository. */
  readonly source?: string;
  /** Version of Kubernetes that the chart is rendered for, as `1.36.5`. */
  readonly kubernetes: string;
}

/**
 * The objects that Helm makes of a chart with the values of the stack; without the definitions of custom resources.
 *
 * @throws {OperationError} with Helm's own words when it refuses the chart or the values
 */
export async function renderChart(
  release: OutsideChart,
  { helm = "helm", source, kubernetes }: RenderOptions,
): Promise<KubernetesObject[]> {
  const { name, namespace, values, sensitive } = release;
  const { status, output, errors } = await runProgram(
    helm,
    [
      ...["template", name, ...(source ? [source] : chartPlace(release))],
      ...["--namespace", namespace, "--kube-version", kubernetes, "--values", "-"],
      ...sensitive.flatMap((each) => ["--set", `${each.name}=${each.value.replaceAll(",", "\\,")}`]),
    ],
    { input: JSON.stringify(values) },
  );
  if (status !== 0) throw new OperationError(`helm can't render the chart ${name}: ${errors.trim()}`);
  return parseAllDocuments(output)
    .map((document) => document.toJS())
    .filter((document) => document !== null)
    .map((document) => objectSchema.parse(document));
}

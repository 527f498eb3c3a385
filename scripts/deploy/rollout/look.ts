import type { Kubectl } from "../../operations/kubectl";
import { type ClusterObjects, clusterObjects } from "./cluster-objects";
import type { PodFinding } from "./pod-findings";

/** What there is in these namespaces; undefined while the API does not answer. */
export async function lookAt(kubectl: Kubectl, namespaces: readonly string[]): Promise<ClusterObjects | undefined> {
  const found: ClusterObjects[] = [];
  for (const namespace of namespaces) {
    const args = ["get", "deployments,replicasets,pods", `--namespace=${namespace}`, "--output=json"];
    const { status, output } = await kubectl.run(args);
    if (status !== 0) return undefined;
    found.push(clusterObjects(JSON.parse(output)));
  }
  return {
    pods: found.flatMap(({ pods }) => pods),
    deployments: found.flatMap(({ deployments }) => deployments),
    replicaSets: found.flatMap(({ replicaSets }) => replicaSets),
  };
}

const longestLine = 300;

/** A finding as it is shown: the pod with its state, its image, the last line of its log, and the fix. */
export async function describeFinding(kubectl: Kubectl, finding: PodFinding): Promise<string> {
  const { namespace, pod, container, state, detail, image, fix } = finding;
  const line = finding.log && (await lastLogLine(kubectl, finding));
  return [
    `${namespace}/${pod}${container ? `, container ${container}` : ""}: ${state}${detail ? `: ${oneLine(detail)}` : ""}`,
    ...(image ? [`    image: ${image}`] : []),
    ...(line ? [`    last log line: ${line}`] : []),
    `    fix: ${fix}`,
  ].join("\n");
}

async function lastLogLine(kubectl: Kubectl, finding: PodFinding): Promise<string | undefined> {
  const { namespace, pod, container, log } = finding;
  const args = [
    "logs",
    pod,
    `--namespace=${namespace}`,
    "--tail=20",
    ...(container ? [`--container=${container}`] : []),
  ];
  for (const which of log === "previous" ? [["--previous"], []] : [[]]) {
    const { status, output } = await kubectl.run([...args, ...which]);
    const line = status === 0 ? output.trim().split("\n").at(-1)?.trim() : undefined;
    if (line) return oneLine(line);
  }
  return undefined;
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, longestLine);

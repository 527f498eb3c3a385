import { groupBy } from "../../../services/runtime/core/group-by";
import { margin } from "./margin";
import { type Measured, measuredLoad, phases } from "./measure";
import type { Used } from "./observe";
import type { Requested } from "./requested";

/** The page docs/reference/measured.md. */
export function report(measured: Measured, requested: ReadonlyMap<string, Requested>, capacity: Used): string {
  const { requestsPerSecond, seconds } = measuredLoad;
  return `# Measured against requested

What each container used in a rehearsal: at rest for a minute, under ${requestsPerSecond} writes a second for ${seconds} s, and in a rolling
update of all services. \`npm run rehearse -- measure\` wrote this page. CPU: the average in thousandths; memory: the largest
working set in MiB; of several pods, the most.

Margins: a CPU request is at least ${margin.cpuRequest} times the use at rest, a memory request ${margin.memoryRequest} times the working set under load, and a
memory limit ${margin.memoryLimit} times the largest one.

container | CPU: request/limit | rest/load/rollout | memory: request/limit | rest/load/rollout
---|---|---|---|---
${rows(measured, requested).join("\n")}

## The nodes

Each has ${capacity.cpuMillis} m and ${capacity.memoryMib} MiB. Their use includes Kubernetes itself.

node | CPU: rest/load/rollout | memory: rest/load/rollout | memory left
---|---|---|---
${nodeRows(measured, capacity).join("\n")}
`;
}

const numbers = (values: readonly (number | undefined)[]): string =>
  values.map((value) => (value === undefined ? "none" : Math.round(value))).join("/");

const usedIn = (used: readonly (Used | undefined)[], field: keyof Used): string =>
  numbers(used.map((each) => each?.[field]));

/** The row of a container: a pod is often named as its only or first one, and all sidecars are one row. */
function rowOf(key: string): string {
  const [workload = "", container = ""] = key.split(" ");
  if (container === "daprd") return "each daprd";
  return workload.endsWith(container) ? workload : key;
}

/** The most that containers used of each; undefined if none was there. */
const most = (used: readonly Used[]): Used | undefined =>
  used.length === 0
    ? undefined
    : {
        cpuMillis: Math.max(...used.map(({ cpuMillis }) => cpuMillis)),
        memoryMib: Math.max(...used.map(({ memoryMib }) => memoryMib)),
      };

function rows(measured: Measured, requested: ReadonlyMap<string, Requested>): string[] {
  const keys = [...new Set(phases.flatMap((phase) => [...measured[phase].containers.keys()]))].sort();
  return [...groupBy(keys, rowOf)].map(([row, members]) => {
    const [first = ""] = members;
    const { requests = {}, limits = {} } = requested.get(first) ?? {};
    const used = phases.map((phase) => most(members.flatMap((key) => measured[phase].containers.get(key) ?? [])));
    const cells = (field: keyof Used) => [numbers([requests[field], limits[field]]), usedIn(used, field)];
    return [row, ...cells("cpuMillis"), ...cells("memoryMib")].join(" | ");
  });
}

function nodeRows(measured: Measured, capacity: Used): string[] {
  return [...measured.rest.nodes.keys()].map((node) => {
    const used = phases.map((phase) => measured[phase].nodes.get(node));
    const left = capacity.memoryMib - Math.max(...used.map((each) => each?.memoryMib ?? 0));
    return [node, usedIn(used, "cpuMillis"), usedIn(used, "memoryMib"), numbers([left])].join(" | ");
  });
}

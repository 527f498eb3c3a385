import type { NodeRole } from "../../services/contracts/node-role";
import type { Resources } from "../config/resources";

/** A row of the requirements' "Planned Resource Allocation", and what it became. */
export interface PlanRow extends Resources {
  node: NodeRole;
  name: string;
  /** Names of the pods in the ledger; none for k3s itself, which is a reservation of its node. */
  pods: string[];
}

const gib = 1024;

/**
 * The plan as it was decided. It sums to 3.1 OCPU where there are 2, so that its figures are limits here and the
 * requests are our own (docs/adr/0011-resource-plan.md).
 */
export const resourcePlan: readonly PlanRow[] = [
  { node: "server", name: "k3s server", cpuMillis: 1000, memoryMib: 4 * gib, pods: [] },
  { node: "server", name: "Frontend", cpuMillis: 200, memoryMib: 512, pods: ["frontend"] },
  { node: "server", name: "Backend", cpuMillis: 300, memoryMib: gib, pods: ["backend"] },
  {
    node: "server",
    name: "Event Processor",
    cpuMillis: 200,
    memoryMib: 512,
    pods: ["recurring-task-consumer", "reminder-consumer", "audit-consumer"],
  },
  { node: "server", name: "Prometheus", cpuMillis: 200, memoryMib: 512, pods: ["prometheus-server"] },
  { node: "agent", name: "k3s agent", cpuMillis: 500, memoryMib: 2 * gib, pods: [] },
  { node: "agent", name: "Reminder Scheduler", cpuMillis: 200, memoryMib: 512, pods: ["reminder-scheduler"] },
  { node: "agent", name: "Notification Service", cpuMillis: 200, memoryMib: 512, pods: ["notification"] },
  { node: "agent", name: "WebSocket Service", cpuMillis: 200, memoryMib: 512, pods: ["websocket"] },
  { node: "agent", name: "Grafana", cpuMillis: 100, memoryMib: 256, pods: ["grafana"] },
];

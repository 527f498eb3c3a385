import { jobs } from "../jobs";
import { machineInterfaces } from "../network-out";
import { alert, type RecordingRule, type RuleGroup } from "./rule";

/** Share of a node's CPU, memory and network that is used, 0 to 1; dashboards show them too. */
export const cpuUsed = "node:cpu_used:ratio";
export const memoryUsed = "node:memory_used:ratio";
export const networkUsed = "node:network_used:ratio";

/**
 * Bytes a second of an A1 instance of one OCPU: 1 Gbit/s
 * (https://docs.oracle.com/en-us/iaas/Content/Compute/References/computeshapes.htm).
 */
const networkBandwidth = 125_000_000;

const recorded: RecordingRule[] = [
  {
    record: cpuUsed,
    expr: `1 - avg by (node) (rate(node_cpu_seconds_total{job="${jobs.nodes}", mode="idle"}[5m]))`,
  },
  {
    record: memoryUsed,
    expr: "max by (node) (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)",
  },
  {
    record: networkUsed,
    expr:
      `sum by (node) (rate(node_network_receive_bytes_total{${machineInterfaces}}[5m])` +
      ` + rate(node_network_transmit_bytes_total{${machineInterfaces}}[5m])) / ${networkBandwidth}`,
  },
];

/** What fills up. */
export const nodes = (): RuleGroup => ({
  name: "nodes",
  rules: [
    ...recorded,
    alert({
      name: "NodeCpuBusy",
      severity: "warning",
      expr: `${cpuUsed} > 0.9`,
      lasting: "30m",
      summary: "{{ $labels.node }} has used more than 90 % of its CPU for half an hour",
    }),
    alert({
      name: "NodeMemoryLow",
      severity: "critical",
      expr: `${memoryUsed} > 0.92`,
      lasting: "10m",
      summary: "{{ $labels.node }} has less than 8 % of its memory left; pods will be evicted",
    }),
    alert({
      name: "NodeDiskFilling",
      severity: "warning",
      expr: 'node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"} < 0.15',
      lasting: "15m",
      summary: "{{ $labels.node }} has less than 15 % of its disk left; at 10 % pods are evicted",
    }),
  ],
});

/** Oracle's threshold for an idle instance, and one day less than its seven, so that a day is left to act. */
const idle = (ratio: string) => `quantile_over_time(0.95, ${ratio}[6d]) < 0.2`;

/** What Oracle would take back. Days are looked at, so that twice an hour is enough. */
export const reclamation = (): RuleGroup => ({
  name: "reclamation",
  interval: "30m",
  rules: [
    alert({
      name: "NodeMayBeReclaimed",
      severity: "warning",
      // Reclaimed when all three are so for seven days:
      // https://docs.oracle.com/en-us/iaas/Content/FreeTier/freetier_topic-Always_Free_Resources.htm
      expr: [cpuUsed, memoryUsed, networkUsed].map(idle).join(" and "),
      // A cluster that is new has no six days to look at.
      lasting: "6h",
      summary: "{{ $labels.node }} looks idle to Oracle, which takes idle Always Free machines back",
    }),
  ],
});

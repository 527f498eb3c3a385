import type { AlertCase } from "./alert-case";

const cpu = (idlePerMinute: number, length: string) => ({
  'node_cpu_seconds_total{job="nodes", node="agent", mode="idle"}': `0+${idlePerMinute}x${length}`,
});
const memory = (available: number, length: string) => ({
  'node_memory_MemAvailable_bytes{node="agent"}': `${available}x${length}`,
  'node_memory_MemTotal_bytes{node="agent"}': `100x${length}`,
});
const network = (bytesPerMinute: number, length: string) => ({
  'node_network_receive_bytes_total{node="agent", device="enp0s6"}': `0+${bytesPerMinute}x${length}`,
  'node_network_transmit_bytes_total{node="agent", device="enp0s6"}': `0+0x${length}`,
});
const week = String(8 * 24 * 60);

export const nodesCases: AlertCase[] = [
  {
    alert: "NodeCpuBusy",
    title: "half an hour at its limit",
    series: cpu(3, "60"),
    quiet: ["25m"],
    fires: "40m",
    labels: { node: "agent" },
    summary: "agent has used more than 90 % of its CPU for half an hour",
  },
  {
    alert: "NodeMemoryLow",
    title: "five percent left",
    series: memory(5, "30"),
    quiet: ["9m"],
    fires: "12m",
    labels: { node: "agent" },
    summary: "agent has less than 8 % of its memory left; pods will be evicted",
  },
  {
    alert: "NodeDiskFilling",
    title: "a tenth left, on the disk that counts",
    series: {
      'node_filesystem_avail_bytes{node="agent", mountpoint="/"}': "10x30",
      'node_filesystem_size_bytes{node="agent", mountpoint="/"}': "100x30",
      'node_filesystem_avail_bytes{node="agent", mountpoint="/boot/efi"}': "1x30",
      'node_filesystem_size_bytes{node="agent", mountpoint="/boot/efi"}': "100x30",
    },
    quiet: ["14m"],
    fires: "16m",
    labels: { node: "agent", mountpoint: "/" },
    summary: "agent has less than 15 % of its disk left; at 10 % pods are evicted",
  },
  {
    alert: "NodeMayBeReclaimed",
    title: "a week of nothing to do",
    every: "30m",
    series: { ...cpu(57, week), ...memory(85, week), ...network(1000, week) },
    quiet: ["5h"],
    fires: "7d",
    labels: { node: "agent" },
    summary: "agent looks idle to Oracle, which takes idle Always Free machines back",
  },
];

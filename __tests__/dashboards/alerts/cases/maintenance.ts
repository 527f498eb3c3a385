import type { AlertCase } from "./alert-case";

const day = 24 * 60;

export const maintenanceCases: AlertCase[] = [
  {
    alert: "BackupsOld",
    title: "a day without a snapshot in the bucket",
    every: "10m",
    series: { 'freehold_backup_newest_timestamp_seconds{node="server"}': `0x${2 * day}` },
    quiet: ["24h", "24h30m"],
    fires: "25h30m",
    labels: { node: "server" },
    summary: "The newest snapshot of etcd in the bucket is 1d 1h 30m 0s old",
  },
  {
    alert: "BackupsOld",
    title: "one every six hours",
    every: "10m",
    series: { 'freehold_backup_newest_timestamp_seconds{node="server"}': `0x${6 * 60} 21600x${10 * 60} 57600x${day}` },
    quiet: ["6h", "20h", "39h"],
    labels: { node: "server" },
    summary: "",
  },
  {
    alert: "BackupsUnknown",
    title: "a machine that tells nothing",
    every: "10m",
    series: { 'freehold_backup_newest_timestamp_seconds{node="server"}': `0x60 _x${day}` },
    quiet: ["5h"],
    fires: "8h",
    labels: {},
    summary: "The server has not told for six hours how old the newest snapshot in the bucket is",
  },
  {
    alert: "RebootPostponed",
    title: "put off for three nights",
    every: "10m",
    series: { 'freehold_reboot_wanted_timestamp_seconds{node="agent"}': `3600x${5 * day}` },
    quiet: ["48h", "73h"],
    fires: "75h",
    labels: { node: "agent" },
    summary: "agent has waited for 3d 2h 0m 0s to reboot for a security update",
  },
  {
    alert: "RebootPostponed",
    title: "none is wanted",
    every: "10m",
    series: { 'freehold_reboot_wanted_timestamp_seconds{node="agent"}': `0x${5 * day}` },
    quiet: ["75h", "100h"],
    labels: { node: "agent" },
    summary: "",
  },
];

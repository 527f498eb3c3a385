import { alert, type RuleGroup } from "./rule";

/** Gauges that the machines write (cloud-init/opt/freehold), and the node exporter shows. */
const newestBackup = "freehold_backup_newest_timestamp_seconds";
const rebootWanted = "freehold_reboot_wanted_timestamp_seconds";

/** Days after which a reboot is late. On the seventh a machine reboots in any case. */
const lateDays = 3;

/**
 * What the machines do alone, without anyone watching.
 *
 * @param snapshotIntervalHours hours between two snapshots of etcd
 */
export function maintenance(snapshotIntervalHours: number): RuleGroup {
  const oldHours = Math.max(24, 3 * snapshotIntervalHours);
  return {
    name: "maintenance",
    rules: [
      alert({
        name: "BackupsOld",
        severity: "critical",
        expr: `time() - ${newestBackup} > ${oldHours} * 3600`,
        lasting: "1h",
        summary: "The newest snapshot of etcd in the bucket is {{ $value | humanizeDuration }} old",
      }),
      alert({
        name: "BackupsUnknown",
        severity: "warning",
        expr: `absent(${newestBackup})`,
        lasting: "6h",
        summary: "The server has not told for six hours how old the newest snapshot in the bucket is",
      }),
      alert({
        name: "RebootPostponed",
        severity: "warning",
        expr: `time() - ${rebootWanted} > ${lateDays} * 86400 and ${rebootWanted} > 0`,
        lasting: "1h",
        summary: "{{ $labels.node }} has waited for {{ $value | humanizeDuration }} to reboot for a security update",
      }),
    ],
  };
}

#!/usr/bin/env bash
# Copies the snapshots of etcd that k3s takes to the bucket. What has arrived is remembered by an empty file. The bucket
# deletes by age.
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=/dev/null
source "$here/lib.sh"
# shellcheck source=/dev/null
source "$here/object-storage.sh"
# shellcheck source=/dev/null
source "$here/metrics.sh"
trap 'say "BACKUP FAILED: see journalctl --unit freehold-backup"' ERR
trap 'rm -rf "${SESSION-}"; tell_age' EXIT

# When the newest snapshot that is in the bucket was taken, whether this run works or not; of a machine that has saved none
# yet, when it was made. A name ends with the second in which its snapshot was taken.
tell_age() {
  local newest
  newest=$(find "$uploaded" 2>/dev/null | sed -nE 's/^.*-([0-9]{10})$/\1/p' | sort --numeric-sort | tail --lines=1)
  newest=${newest:-$(cat "$ROOT/var/lib/freehold/newest-backup" 2>/dev/null || stat --format=%Y "$ROOT/etc/freehold/node.env")}
  echo "$newest" >"$ROOT/var/lib/freehold/newest-backup"
  gauge freehold_backup_newest_timestamp_seconds "When the newest snapshot in the bucket was taken." "$newest"
}

snapshots=$ROOT/var/lib/rancher/k3s/server/db/snapshots
uploaded=$ROOT/var/lib/freehold/uploaded
mkdir -p "$uploaded"
# Of a snapshot that is gone nothing needs remembering.
for mark in "$uploaded"/*; do
  [[ -e $mark && ! -e $snapshots/$(basename "$mark") ]] && rm "$mark"
done

for snapshot in "$snapshots"/*; do
  name=$(basename "$snapshot")
  [[ -f $snapshot && ! -e $uploaded/$name ]] || continue
  [[ -n ${SESSION-} ]] || log_in
  # A machine may not write over a backup: one that it was restored from, or whose arrival it has not learnt of.
  holds "$name" || upload "$name" "$snapshot"
  touch "$uploaded/$name"
  say "backed up $name"
done

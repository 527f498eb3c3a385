#!/usr/bin/env bash
# Reboots when a security update asks for it and the other node is up. Each node has an hour of its own; the server takes a
# snapshot first. Pods are given their time to end or to go to the other node; uncordon.sh lets them back afterwards. An
# obstacle puts it off, for a week at most: by then an open hole is the greater danger.
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=/dev/null
source "$here/lib.sh"
# shellcheck source=/dev/null
source "$here/metrics.sh"

wanted=$ROOT/var/lib/freehold/reboot-wanted-since
tell() {
  gauge freehold_reboot_wanted_timestamp_seconds "Since when an update asks for a reboot; 0 for none." "$1"
}
if [[ ! -e $ROOT/run/reboot-required ]]; then
  rm -f "$wanted"
  tell 0
  exit 0
fi
mkdir -p "$(dirname "$wanted")"
[[ -s $wanted ]] || date +%s >"$wanted"
since=$(<"$wanted")
tell "$since"
days=$((($(date +%s) - since) / 86400))
trap 'say "REBOOT PUT OFF to tomorrow: see journalctl --unit freehold-reboot"; put_off' ERR

put_off() {
  echo "$since" >"$wanted"
  tell "$since"
  "$here/uncordon.sh" || true
}

ready() {
  if [[ $NODE_ROLE == server ]]; then
    k3s kubectl wait --for=condition=Ready node --all --timeout=60s &&
      "$here/snapshot.sh" before-reboot &&
      "$here/backup.sh"
  else
    # The API runs on the server alone.
    kubectl get --raw /readyz
  fi
}

if ! ready; then
  if ((days < 7)); then
    say "REBOOT PUT OFF to tomorrow: see journalctl --unit freehold-reboot"
    exit 1
  fi
  say "REBOOT FORCED: it was put off for $days days"
fi
"$here/drain.sh" || say "not all pods have left: rebooting all the same"
say "rebooting for updates"
rm -f "$wanted"
tell 0
systemctl reboot

#!/usr/bin/env bash
# Reboots when a security update asks for it and the other node is up. Each node has an hour of its own; the server takes a
# snapshot first. Pods are given their time to end or to go to the other node; uncordon.sh lets them back afterwards.
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=/dev/null
source "$here/lib.sh"
trap 'say "REBOOT PUT OFF to tomorrow: see journalctl --unit freehold-reboot"; "$here/uncordon.sh" || true' ERR

[[ -e $ROOT/run/reboot-required ]] || exit 0
if [[ $NODE_ROLE == server ]]; then
  k3s kubectl wait --for=condition=Ready node --all --timeout=60s
  k3s etcd-snapshot save --name before-reboot
  "$here/backup.sh"
else
  # The API runs on the server alone.
  kubectl get --raw /readyz
fi
"$here/drain.sh" || say "not all pods have left: rebooting all the same"
say "rebooting for updates"
systemctl reboot

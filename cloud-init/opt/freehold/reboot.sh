#!/usr/bin/env bash
# Reboots when a security update asks for it and the other node is up. Each node has an hour of its own; the server takes a
# snapshot first.
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=/dev/null
source "$here/lib.sh"
trap 'say "REBOOT PUT OFF to tomorrow: see journalctl --unit freehold-reboot"' ERR

[[ -e $ROOT/run/reboot-required ]] || exit 0
if [[ $NODE_ROLE == server ]]; then
  k3s kubectl wait --for=condition=Ready node --all --timeout=60s
  k3s etcd-snapshot save --name before-reboot
  "$here/backup.sh"
else
  # Any answer will do, when it comes with the cluster's certificate.
  curl --silent --show-error --output /dev/null --max-time 60 --cacert "$ROOT/var/lib/rancher/k3s/agent/server-ca.crt" \
    "https://$SERVER_IP:6443/ping"
fi
say "rebooting for updates"
systemctl reboot

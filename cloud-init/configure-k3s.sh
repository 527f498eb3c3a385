#!/usr/bin/env bash
# Writes the configuration of k3s for the node's role. Tokens and authorities lie in their places already.
set -euo pipefail
# shellcheck source=/dev/null
source /etc/freehold/node.env

umask 077
mkdir -p /etc/rancher/k3s

common() {
  cat <<EOF
node-name: $NODE_NAME
node-ip: $NODE_IP
token-file: /etc/freehold/token
kubelet-arg:
  - kube-reserved=$KUBE_RESERVED
  - system-reserved=$SYSTEM_RESERVED
  - eviction-hard=$EVICTION_HARD
EOF
}

server() {
  cat <<EOF
cluster-init: true
agent-token-file: /etc/freehold/agent-token
cluster-cidr: $POD_CIDR
service-cidr: $SERVICE_CIDR
secrets-encryption: true
write-kubeconfig-mode: "0600"
etcd-snapshot-schedule-cron: "$SNAPSHOT_SCHEDULE"
etcd-snapshot-retention: $SNAPSHOT_RETENTION
tls-san:
EOF
  local names
  read -ra names <<<"$TLS_SANS"
  printf '  - %s\n' "${names[@]}"
}

agent() {
  echo "server: https://$SERVER_IP:6443"
}

{
  common
  "$NODE_ROLE"
} >/etc/rancher/k3s/config.yaml

# The authorities' keys are root's alone, and so is the folder that cloud-init made for them.
if [[ $NODE_ROLE == server ]]; then
  chmod 700 /var/lib/rancher/k3s/server /var/lib/rancher/k3s/server/tls
fi

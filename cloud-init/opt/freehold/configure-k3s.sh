#!/usr/bin/env bash
# Writes the configuration of k3s for the node's role (https://docs.k3s.io/cli/server, https://docs.k3s.io/cli/agent).
# Tokens and authorities lie in their places already.
# shellcheck source=/dev/null
source "$(dirname "$(readlink -f "$0")")/lib.sh"

umask 077

common() {
  cat <<EOF
node-name: $NODE_NAME
node-ip: $NODE_IP
token-file: /etc/freehold/token
protect-kernel-defaults: true
kubelet-arg:
  - kube-reserved=$KUBE_RESERVED
  - system-reserved=$SYSTEM_RESERVED
  - eviction-hard=$EVICTION_HARD
  - container-log-max-size=10Mi
  - container-log-max-files=3
  - pod-max-pids=1024
EOF
}

# Hardening: https://docs.k3s.io/security/hardening-guide. At most 250 MB of audit logs, at most 30 days of them.
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
kube-apiserver-arg:
  - enable-admission-plugins=NodeRestriction,EventRateLimit
  - admission-control-config-file=/etc/rancher/k3s/admission.yaml
  - audit-policy-file=/etc/rancher/k3s/audit-policy.yaml
  - audit-log-path=/var/lib/rancher/k3s/server/logs/audit.log
  - audit-log-maxage=30
  - audit-log-maxbackup=4
  - audit-log-maxsize=50
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
} | write /etc/rancher/k3s/config.yaml

# The authorities' keys are root's alone, and so are the folder that cloud-init made for them and the audit log.
if [[ $NODE_ROLE == server ]]; then
  data=$ROOT/var/lib/rancher/k3s/server
  mkdir -p "$data/logs" "$data/tls"
  chmod 700 "$data" "$data/logs" "$data/tls"
fi

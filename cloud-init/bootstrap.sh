#!/usr/bin/env bash
# Turns a fresh Ubuntu into a node of the cluster. Safe to run again: a step changes only what is not yet as it should be.
set -Eeuo pipefail

here=$(dirname "$(readlink -f "$0")")
step=start

# To the log of cloud-init, and to the serial console, which can be read when nothing else can.
say() {
  echo "freehold: $*"
  echo "freehold: $*" >/dev/console 2>/dev/null || true
}
trap 'say "FAILED in step $step, see /var/log/cloud-init-output.log"' ERR

run() {
  step=$1
  say "$step"
  "$here/$step.sh"
}

run firewall
run install-k3s
run configure-k3s
step=start-k3s
say "$step"
systemctl daemon-reload
systemctl enable k3s.service
systemctl restart k3s.service
say "done"

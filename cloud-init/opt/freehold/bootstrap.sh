#!/usr/bin/env bash
# Turns a fresh Ubuntu into a node of the cluster. Safe to run again: a step changes only what is not yet as it should be.
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=/dev/null
source "$here/lib.sh"

step=start
trap 'say "FAILED in step $step: see /var/log/cloud-init-output.log, then run $here/bootstrap.sh again"' ERR

for step in install-packages configure-system firewall install-k3s configure-k3s schedule-maintenance start-k3s; do
  say "$step"
  "$here/$step.sh"
done
say "done"

#!/usr/bin/env bash
# Starts k3s, and starts it anew only when something that it reads has changed since.
# shellcheck source=/dev/null
source "$(dirname "$(readlink -f "$0")")/lib.sh"

started_with=$ROOT/var/lib/freehold/started-with
now=$(cd "$ROOT/etc" && sha256sum rancher/k3s/*.yaml systemd/system/k3s.service freehold/*)
if [[ -f $started_with && $(<"$started_with") == "$now" ]] && systemctl is-active --quiet k3s.service; then
  exit 0
fi
systemctl daemon-reload
systemctl enable k3s.service
systemctl restart k3s.service
mkdir -p "$(dirname "$started_with")"
echo "$now" >"$started_with"

#!/usr/bin/env bash
# Starts k3s, and restarts it only when something that it reads has changed since. A server that takes the place of
# another may begin with a snapshot: its metadata says so (`none`, `newest`, or a name).
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=/dev/null
source "$here/lib.sh"
# shellcheck source=/dev/null
source "$here/object-storage.sh"

started_with=$ROOT/var/lib/freehold/started-with
now=$(cd "$ROOT/etc" && sha256sum rancher/k3s/*.yaml systemd/system/k3s.service freehold/*)
if [[ -f $started_with && $(<"$started_with") == "$now" ]] && systemctl is-active --quiet k3s.service; then
  exit 0
fi
systemctl daemon-reload
systemctl enable k3s.service
snapshot=none
if [[ $NODE_ROLE == server && ! -f $started_with ]]; then
  snapshot=$(metadata instance/metadata/freehold_restore)
fi
if [[ $snapshot == none ]]; then
  systemctl restart k3s.service
else
  # The bucket may take a while to know a machine that is this new.
  tries=0
  until "$here/restore.sh" --yes "$snapshot"; do
    ((++tries < 10)) || exit 1
    sleep 30
  done
fi
mkdir -p "$(dirname "$started_with")"
echo "$now" >"$started_with"

#!/usr/bin/env bash
# Puts the settings under /etc into force that belong to the operating system, and waits for the right time.
# shellcheck source=/dev/null
source "$(dirname "$(readlink -f "$0")")/lib.sh"

# k3s refuses to start while the kernel's settings are not those that it protects.
sysctl --quiet --load "$ROOT/etc/sysctl.d/90-kubelet.conf"
systemctl try-restart systemd-journald.service

# A certificate made a minute ago is not valid yet for a clock that is slow.
timedatectl set-ntp true
for _ in {1..60}; do
  [[ $(timedatectl show --property NTPSynchronized --value) == yes ]] && exit 0
  sleep 2
done
echo "The clock is not synchronised after two minutes: going on, certificates may be refused" >&2

#!/usr/bin/env bash
# Installs what the other scripts call, where the image lacks it.
# shellcheck source=/dev/null
source "$(dirname "$(readlink -f "$0")")/lib.sh"

missing=()
for package in curl iptables logrotate openssl unattended-upgrades; do
  dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep --quiet '^install ok installed$' ||
    missing+=("$package")
done
((${#missing[@]} == 0)) && exit 0

# The machine's own first update may hold a lock. apt waits for that of an installation, not for that of the lists.
apt=(apt-get --quiet --yes -o DPkg::Lock::Timeout=600)
export DEBIAN_FRONTEND=noninteractive
for _ in {1..60}; do
  "${apt[@]}" update && break
  sleep 10
done
"${apt[@]}" install --no-install-recommends "${missing[@]}"

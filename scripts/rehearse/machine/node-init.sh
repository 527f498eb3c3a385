#!/usr/bin/env bash
# The first process of a machine of the rehearsal, in namespaces of its own: when it ends, everything on the machine ends.
# Usage: node-init.sh <folder of the machine>
set -Eeuo pipefail
machine=$1
# shellcheck source=/dev/null
source "$machine/machine.env"

exec >>"$machine/log/init.log" 2>&1

mount --make-rprivate /
# A pod may ask to see what is mounted later.
mount --make-rshared /
mount -t proc proc /proc
mount -t tmpfs -o mode=755 run /run
mkdir -p /run/lock

# The machine's own disk: everything that its programs keep lies below /var/lib and /var/log.
mount --bind "$machine/var-lib" /var/lib
mount --bind "$machine/var-log" /var/log
mount --bind "$machine/resolv.conf" /etc/resolv.conf
# The part that the kubelet watches is as large as the node's disk in the cloud, so that it can be full.
if [[ -f $machine/disk.img ]]; then
  mkdir -p /var/lib/kubelet
  mount -o loop "$machine/disk.img" /var/lib/kubelet
fi
hostname "$MACHINE_NAME"

# Its own view of the devices and of its share of the hardware, so that capacity is the node's and not the computer's.
mount -t sysfs sysfs /sys
if [[ $CGROUP_VERSION == 1 ]]; then
  mount -t tmpfs -o mode=755 cgroup /sys/fs/cgroup
  for controller in $CGROUP_CONTROLLERS; do
    mkdir -p "/sys/fs/cgroup/$controller"
    options=$controller
    [[ $controller != systemd ]] || options=none,name=systemd
    mount -t cgroup -o "$options" cgroup "/sys/fs/cgroup/$controller"
  done
else
  mount -t cgroup2 cgroup2 /sys/fs/cgroup
fi
if [[ -f $machine/meminfo ]]; then
  mount --bind "$machine/meminfo" /proc/meminfo
  mount --bind "$machine/online" /sys/devices/system/cpu/online
fi
# What the kubelet demands of the kernel; the computer's own settings stay as they are.
for setting in "$machine"/sysctl/*; do
  [[ -e $setting ]] || continue
  name=${setting##*/}
  mount --bind "$setting" "/proc/sys/${name//.//}"
done

ip link set lo up
until ip link show eth0 >/dev/null 2>&1; do sleep 0.02; done
# shellcheck source=/dev/null
source "$machine/network.sh"

# Runs a program, and again when it ends.
supervise() {
  local name=$1
  shift
  while true; do
    "$@" >>"$machine/log/$name.log" 2>&1 || true
    sleep 0.5
  done
}

# shellcheck source=/dev/null
source "$machine/services.sh"
touch "$machine/up"
sleep infinity &
wait

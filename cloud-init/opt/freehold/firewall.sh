#!/usr/bin/env bash
# Opens the host's own firewall to the cluster, and closes the metadata service to pods. k3s runs it before each start, so
# that no reboot undoes it. Who may reach the node from outside is decided by security groups.
# shellcheck source=/dev/null
source "$(dirname "$(readlink -f "$0")")/lib.sh"

# Oracle's image rejects all but SSH and everything that is forwarded, pods' traffic included. Only these two rules go:
# the chain InstanceServices, which guards the boot volume, stays.
reject=(--jump REJECT --reject-with icmp-host-prohibited)
for chain in INPUT FORWARD; do
  while iptables --wait --check "$chain" "${reject[@]}" 2>/dev/null; do
    iptables --wait --delete "$chain" "${reject[@]}"
  done
done
# Never saved from what is in force: that would bring back the rules of pods that are long gone.
saved=$ROOT/etc/iptables/rules.v4
rejecting='^-A (INPUT|FORWARD) -j REJECT --reject-with icmp-host-prohibited$'
if grep --quiet --extended-regexp "$rejecting" "$saved" 2>/dev/null; then
  sed --in-place --regexp-extended "/$rejecting/d" "$saved"
fi

# The machine's user data holds the keys of the cluster's authorities, and its identity may write backups. Port 53 of the
# same address is the resolver, and stays open.
metadata=(PREROUTING --source "$POD_CIDR" --destination 169.254.169.254 --protocol tcp --dport 80 --jump DROP)
iptables --wait --table raw --check "${metadata[@]}" 2>/dev/null || iptables --wait --table raw --append "${metadata[@]}"

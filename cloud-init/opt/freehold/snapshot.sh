#!/usr/bin/env bash
# Takes a snapshot of etcd beside those of the schedule, and keeps the newest three of its name: k3s prunes those of the
# schedule only, and a bucket that cannot be reached must not fill the disk. $1 name
# shellcheck source=/dev/null
source "$(dirname "$(readlink -f "$0")")/lib.sh"

k3s etcd-snapshot save --name "$1"
k3s etcd-snapshot prune --name "$1" --snapshot-retention 3

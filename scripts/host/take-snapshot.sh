# shellcheck shell=bash
# On the server: takes a snapshot of etcd, keeps the newest three of its name, and copies it to the bucket. $1 name
k3s etcd-snapshot save --name "$1"
# k3s prunes those of the schedule only.
k3s etcd-snapshot prune --name "$1" --snapshot-retention 3
/opt/freehold/backup.sh

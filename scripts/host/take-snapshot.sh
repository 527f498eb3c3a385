# shellcheck shell=bash
# On the server: takes a snapshot of etcd, and copies it to the bucket. $1 name
k3s etcd-snapshot save --name "$1"
/opt/freehold/backup.sh

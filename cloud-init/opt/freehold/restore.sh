#!/usr/bin/env bash
# freehold-restore: puts the cluster back to a snapshot of etcd (https://docs.k3s.io/cli/etcd-snapshot). What was changed in
# Kubernetes since is lost; volumes are left as they are. Can be run again after any failure.
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=/dev/null
source "$here/lib.sh"
# shellcheck source=/dev/null
source "$here/object-storage.sh"

usage() {
  cat <<'EOF'
freehold-restore --list            the snapshots on this machine and in the bucket, the newest last
freehold-restore --yes [SNAPSHOT]  stops k3s, restores the snapshot (default: newest), starts k3s
EOF
}

snapshots=$ROOT/var/lib/rancher/k3s/server/db/snapshots
mkdir -p "$snapshots"
trap 'rm -rf "${SESSION-}"' EXIT

# A name ends with the second in which the snapshot was taken.
all() {
  {
    ls "$snapshots"
    [[ -z ${TOKEN-} ]] || list
  } | sed -nE 's/^(.*-([0-9]+))$/\2 \1/p' | sort --numeric-sort | uniq | cut --delimiter=' ' --fields=2
}

# A bucket that cannot be reached must not stop the restore of a snapshot that is here.
look_into_bucket() {
  log_in || { TOKEN='' && say "the bucket cannot be reached: looking at this machine only"; }
}

if [[ $NODE_ROLE != server ]]; then
  echo "etcd is on the server: run freehold-restore there" >&2
  exit 2
fi
case "${1-}" in
  --list)
    look_into_bucket
    all
    exit
    ;;
  --yes) ;;
  *)
    echo "This takes the cluster back in time. Say --yes to do it." >&2
    usage >&2
    exit 2
    ;;
esac

trap 'say "RESTORE FAILED: run freehold-restore again, or systemctl start k3s.service to go on without it"' ERR
name=${2:-newest}
if [[ $name == newest || ! -f $snapshots/$name ]]; then
  look_into_bucket
  [[ $name != newest ]] || name=$(all | tail --lines=1)
  [[ -n $name ]] || { say "there is no snapshot, neither here nor in the bucket" && exit 1; }
  [[ -f $snapshots/$name ]] || download "$name" "$snapshots/$name"
fi

say "restoring $name"
systemctl stop k3s.service
# Left by a restore that was not followed by a start, it would refuse this one.
rm -f "$ROOT/var/lib/rancher/k3s/server/db/reset-flag"
k3s server --cluster-reset --cluster-reset-restore-path="/var/lib/rancher/k3s/server/db/snapshots/$name"
systemctl start k3s.service
say "restored $name"

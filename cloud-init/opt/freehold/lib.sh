# shellcheck shell=bash
# What every script here shares. ROOT is a folder to work on instead of /, for tests.
set -Eeuo pipefail
ROOT=${ROOT-}
# shellcheck source=/dev/null
source "$ROOT/etc/freehold/node.env"

# Says that drain.sh, and nobody else, has closed this node to new pods.
# shellcheck disable=SC2034
CORDONED=$ROOT/var/lib/freehold/cordoned

# kubectl as the node itself, which may close itself to pods and evict its own, but do nothing to others. 30 s at most.
kubectl() {
  k3s kubectl --kubeconfig="$ROOT/var/lib/rancher/k3s/agent/kubelet.kubeconfig" --request-timeout=30s "$@"
}

# To the log, and to the serial console, which can be read when nothing else can.
say() {
  local line
  line="$(date --utc +%FT%TZ) freehold: $*"
  echo "$line" | tee --append "$ROOT/var/log/freehold.log"
  echo "$line" 2>/dev/null >>"$ROOT/dev/console" || true
}

# Writes standard input to a file, unless the file holds just that already.
write() {
  local file=$ROOT$1 content
  content=$(cat)
  [[ -f $file && $(<"$file") == "$content" ]] && return
  mkdir -p "$(dirname "$file")"
  printf '%s\n' "$content" >"$file"
}

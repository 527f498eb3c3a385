#!/usr/bin/env bash
# Installs k3s: one binary of an exact version, checked against an exact checksum.
set -euo pipefail
# shellcheck source=/dev/null
source /etc/freehold/node.env

target=/usr/local/bin/k3s
url="https://github.com/k3s-io/k3s/releases/download/${K3S_VERSION/+/%2B}/k3s-arm64"

is_k3s() {
  sha256sum --check --status <<<"$K3S_SHA256  $1"
}

if [[ -x $target ]] && is_k3s "$target"; then
  exit 0
fi

download=$(mktemp "$target.XXXXXX")
trap 'rm -f "$download"' EXIT
curl --fail --silent --show-error --location --proto '=https' --retry 10 --retry-all-errors --output "$download" "$url"
if ! is_k3s "$download"; then
  echo "$url does not have the checksum $K3S_SHA256: not installed" >&2
  exit 1
fi
chmod 755 "$download"
mv "$download" "$target"
for name in kubectl crictl ctr; do
  ln -sf "$target" "/usr/local/bin/$name"
done

#!/usr/bin/env bash
# Installs k3s: one binary of an exact version, checked against an exact checksum.
# shellcheck source=/dev/null
source "$(dirname "$(readlink -f "$0")")/lib.sh"

bin=$ROOT/usr/local/bin
# A later version came by npx freehold upgrade-k3s, and an older one on its data may not start.
if [[ -x $bin/k3s && -e $ROOT/var/lib/freehold/k3s-installed ]]; then
  exit 0
fi

url="https://github.com/k3s-io/k3s/releases/download/${K3S_VERSION/+/%2B}/k3s-arm64"
mkdir -p "$bin" "$ROOT/var/lib/freehold"
download=$(mktemp "$bin/k3s.XXXXXX")
trap 'rm -f "$download"' EXIT
curl --fail --silent --show-error --location --proto '=https' --retry 10 --retry-all-errors --output "$download" "$url"
if ! sha256sum --check --status <<<"$K3S_SHA256  $download"; then
  echo "$url does not have the checksum $K3S_SHA256: not installed" >&2
  exit 1
fi
chmod 755 "$download"
mv "$download" "$bin/k3s"
for name in kubectl crictl ctr; do
  ln -sf k3s "$bin/$name"
done
touch "$ROOT/var/lib/freehold/k3s-installed"

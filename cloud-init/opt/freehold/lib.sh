# shellcheck shell=bash
# What every script here shares. ROOT is a folder to work on instead of /, for tests.
set -Eeuo pipefail
ROOT=${ROOT-}
# shellcheck source=/dev/null
source "$ROOT/etc/freehold/node.env"

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

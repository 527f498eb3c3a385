# shellcheck shell=bash
# What the node exporter shows of this machine, by a file that it reads. Needs lib.sh.

metrics=$ROOT/var/lib/freehold/metrics

# Writes one gauge, whole or not at all. $1 name, $2 what it is, $3 value
gauge() {
  mkdir -p "$metrics"
  chmod 755 "$metrics"
  printf '# HELP %s %s\n# TYPE %s gauge\n%s %s\n' "$1" "$2" "$1" "$1" "$3" >"$metrics/$1.partial"
  chmod 644 "$metrics/$1.partial"
  mv "$metrics/$1.partial" "$metrics/$1.prom"
}

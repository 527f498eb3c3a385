#!/usr/bin/env bash
# Opens the node again that drain.sh has closed. systemd tries it again until the API answers.
# shellcheck source=/dev/null
source "$(dirname "$(readlink -f "$0")")/lib.sh"

[[ -e $CORDONED ]] || exit 0
kubectl uncordon "$NODE_NAME"
rm "$CORDONED"
say "open to pods again"

#!/usr/bin/env bash
# Sets the hours of reboots and restarts, which differ between the nodes so that one of them always runs, and starts the
# timers. Backups are the server's.
# shellcheck source=/dev/null
source "$(dirname "$(readlink -f "$0")")/lib.sh"

write /etc/systemd/system/freehold-reboot.timer.d/time.conf <<EOF
[Timer]
OnCalendar=*-*-* $MAINTENANCE_HOUR:00:00
EOF
# The first day of every third month: certificates live a year and are renewed by a start in their last 120 days.
write /etc/systemd/system/freehold-renew-certificates.timer.d/time.conf <<EOF
[Timer]
OnCalendar=*-1/3-1 $MAINTENANCE_HOUR:30:00
EOF

timers=(freehold-reboot.timer freehold-renew-certificates.timer)
if [[ $NODE_ROLE == server ]]; then
  timers+=(freehold-backup.timer)
  mkdir -p "$ROOT/usr/local/sbin"
  ln -sfn /opt/freehold/restore.sh "$ROOT/usr/local/sbin/freehold-restore"
fi
systemctl daemon-reload
systemctl enable freehold-uncordon.service
systemctl enable --now "${timers[@]}"

# shellcheck shell=bash
# On the server: goes back to a snapshot. $1 its name, or nothing for the newest
# Apart from this job, which is not in the snapshot, and so does not outlive the restore.
systemd-run --collect --unit=freehold-restore /opt/freehold/restore.sh --yes "$@"

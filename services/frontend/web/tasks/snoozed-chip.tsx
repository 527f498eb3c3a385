import { t } from "../messages/language";
import { formatInstant } from "../shared/format";
import type { Task } from "../shared/types";

interface SnoozedChipProps {
  task: Task;
  now: number;
  onEnd: () => void;
}

/** When a reminder that the user has put off comes again; a click ends that. */
export function SnoozedChip({ task: { title, snoozedUntil, status }, now, onEnd }: SnoozedChipProps) {
  if (!snoozedUntil || status === "completed" || Date.parse(snoozedUntil) <= Math.max(now, Date.now())) return null;
  return (
    <li className="chip reminder snoozed">
      {t.snooze.chip(formatInstant(snoozedUntil))}
      <button type="button" aria-label={t.snooze.end(title)} title={t.snooze.end(title)} onClick={onEnd}>
        ×
      </button>
    </li>
  );
}

import { t } from "../../messages/language";
import type { Task } from "../../shared/types";
import { doneOf } from "./items";

interface ProgressChipProps {
  task: Task;
  /** Whether the checklist is shown. */
  isOpen: boolean;
  onToggle: () => void;
}

/** How far the checklist of a task is; a click shows it. */
export function ProgressChip({ task: { title, checklist = [] }, isOpen, onToggle }: ProgressChipProps) {
  if (checklist.length === 0) return null;
  const done = doneOf(checklist);
  return (
    <li>
      <button
        className={done === checklist.length ? "chip progress unfolds done" : "chip progress unfolds"}
        type="button"
        aria-expanded={isOpen}
        aria-label={t.checklist.progress(done, checklist.length, title)}
        onClick={onToggle}
      >
        {done}/{checklist.length}
      </button>
    </li>
  );
}

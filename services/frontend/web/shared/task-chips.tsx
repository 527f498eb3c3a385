import type { MouseEvent, ReactNode } from "react";
import { t } from "../messages/language";
import { capitalise, formatDue, formatInstant, formatMinutesBefore, formatRecurrence } from "./format";
import type { Terms } from "./types";

/** What of a task a chip shows. */
export type ChipField = "due" | "repeat" | "reminders" | "priority";

interface TaskChipsProps {
  terms: Terms;
  isOverdue?: boolean;
  completedAt?: string | null;
  /** How a tag is shown. Default: as it is. */
  showTag?: ((tag: string) => ReactNode) | undefined;
  /** Called by a click on a chip, to change what it shows. Default: nothing can be changed. */
  onChange?: ((field: ChipField, click: MouseEvent) => void) | undefined;
  /** Further chips. */
  children?: ReactNode;
}

/** Due date, rule, reminders, priority and tags of a task, a chip each. */
export function TaskChips({
  terms,
  isOverdue = false,
  completedAt = null,
  showTag,
  onChange,
  children,
}: TaskChipsProps) {
  const { dueAt, dueOn, recurrence, reminders, priority, tags } = terms;
  const chips: [kind: string, words: string, field?: ChipField][] = [];
  if (completedAt) chips.push(["done", t.chips.completed(formatInstant(completedAt))]);
  if (dueAt && isOverdue) chips.push(["overdue", capitalise(t.chips.overdue(formatDue(terms, dueAt))), "due"]);
  else if (dueAt) chips.push(["due", capitalise(formatDue(terms, dueAt)), "due"]);
  if (recurrence) chips.push(["repeat", formatRecurrence(recurrence), "repeat"]);
  for (const { minutesBefore } of reminders)
    chips.push(["reminder", formatMinutesBefore(minutesBefore, dueOn), "reminders"]);
  if (priority !== "medium") chips.push([`priority-${priority}`, t.chips.priorities[priority], "priority"]);
  return (
    <ul className="chips" data-slot="chips">
      {chips.map(([kind, words, field]) => (
        <li key={`${kind} ${words}`} className={`chip ${kind}`}>
          {field && onChange ? (
            // Not in the way of the Tab key: Edit does the same.
            <button
              className="change"
              type="button"
              tabIndex={-1}
              title={t.chips.change}
              onClick={(event) => onChange(field, event)}
            >
              {words}
            </button>
          ) : (
            words
          )}
        </li>
      ))}
      {tags.map((tag) => (
        <li key={`tag ${tag}`} className="chip tag">
          {showTag ? showTag(tag) : tag}
        </li>
      ))}
      {children}
    </ul>
  );
}

/** Facts of which none stands out. */
export const FactChips = ({ facts }: { facts: readonly string[] }) => (
  <ul className="chips" data-slot="chips">
    {facts.map((fact) => (
      <li key={fact} className="chip">
        {fact}
      </li>
    ))}
  </ul>
);

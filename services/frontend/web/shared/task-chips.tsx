import type { ReactNode } from "react";
import { t } from "../messages/language";
import { capitalise, formatDue, formatInstant, formatMinutesBefore, formatRecurrence } from "./format";
import type { Terms } from "./types";

interface TaskChipsProps {
  terms: Terms;
  isOverdue?: boolean;
  completedAt?: string | null;
  /** How a tag is shown. Default: as it is. */
  showTag?: ((tag: string) => ReactNode) | undefined;
  /** Further chips. */
  children?: ReactNode;
}

/** Due date, rule, reminders, priority and tags of a task, a chip each. */
export function TaskChips({ terms, isOverdue = false, completedAt = null, showTag, children }: TaskChipsProps) {
  const { dueAt, dueOn, recurrence, reminders, priority, tags } = terms;
  const chips: [kind: string, words: string][] = [];
  if (completedAt) chips.push(["done", t.chips.completed(formatInstant(completedAt))]);
  if (dueAt && isOverdue) chips.push(["overdue", capitalise(t.chips.overdue(formatDue(terms, dueAt)))]);
  else if (dueAt) chips.push(["due", capitalise(formatDue(terms, dueAt))]);
  if (recurrence) chips.push(["repeat", formatRecurrence(recurrence)]);
  for (const { minutesBefore } of reminders) chips.push(["reminder", formatMinutesBefore(minutesBefore, dueOn)]);
  if (priority !== "medium") chips.push([`priority-${priority}`, t.chips.priorities[priority]]);
  return (
    <ul className="chips" data-slot="chips">
      {chips.map(([kind, words]) => (
        <li key={`${kind} ${words}`} className={`chip ${kind}`}>
          {words}
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

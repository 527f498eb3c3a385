import { t } from "../../messages/language";
import { listNameOf } from "../../places/list-name";
import { formatDay, formatExact, formatMinutesBefore, formatRecurrence } from "../../shared/format";
import type { DueDay, GivenItem, Task, TaskChanges } from "../../shared/types";
import { writeItems } from "../checklist/write-items";

/** The fields that the dialog changes, and how each is written. */
const fields = {
  title: String,
  description: (value: Task["description"]) => value ?? t.edit.noDescription,
  dueAt: (value: Task["dueAt"]) => (value === null ? t.edit.noDue : formatExact(value)),
  dueOn: ({ date }: DueDay) => formatDay(date),
  recurrence: (value: Task["recurrence"]) => (value === null ? t.edit.noRule : formatRecurrence(value)),
  reminders: (value: Task["reminders"]) =>
    value.length === 0
      ? t.edit.noReminders
      : value.map(({ minutesBefore }) => formatMinutesBefore(minutesBefore)).join(", "),
  priority: String,
  tags: (value: Task["tags"]) => (value.length === 0 ? t.edit.noTags : value.join(", ")),
  listId: listNameOf,
  checklist: (value: readonly GivenItem[] = []) => (value.length === 0 ? t.edit.noItems : writeItems(value)),
};
type Field = Exclude<keyof typeof fields, "dueOn">;

/** A field that the user has changed, and somebody else as well. */
export interface Conflict {
  field: Field;
  yours: string;
  theirs: string;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Where a change of the user meets another change of the same field that says something else.
 * @param base the task as the user has seen it
 * @param theirs the task as it is now
 */
export function findConflicts(changes: TaskChanges, base: Task, theirs: Task): Conflict[] {
  const conflictAt = <Name extends Field>(field: Name): Conflict[] => {
    const wanted = changes[field];
    if (wanted === undefined || same(theirs[field], base[field]) || same(theirs[field], wanted)) return [];
    const write = fields[field] as (value: unknown) => string;
    const [yours, found] = [write(wanted), write(theirs[field])];
    // What the platform adds to reminders, as whether they have fired, is no change of theirs.
    if (field === "reminders" && [yours, write(base[field])].includes(found)) return [];
    return [{ field, yours, theirs: found }];
  };
  return (Object.keys(fields) as (keyof typeof fields)[]).flatMap((field) =>
    field === "dueAt" || field === "dueOn" ? dueConflicts(field, changes, base, theirs) : conflictAt(field),
  );
}

/** A day and a time are one field for the user. */
function dueConflicts(field: "dueAt" | "dueOn", changes: TaskChanges, base: Task, theirs: Task): Conflict[] {
  const write = ({ dueAt = null, dueOn }: Partial<Task>) => (dueOn ? fields.dueOn(dueOn) : fields.dueAt(dueAt));
  const isTheirs = theirs.dueAt !== base.dueAt || !same(theirs.dueOn, base.dueOn);
  if (changes[field] === undefined || !isTheirs) return [];
  const [yours, found] = [write({ [field]: changes[field] }), write(theirs)];
  return yours === found ? [] : [{ field: "dueAt", yours, theirs: found }];
}

/** What is left of the changes once the user has chosen. */
export function keepChosen(changes: TaskChanges, conflicts: readonly Conflict[], form: FormData): TaskChanges {
  const givenUp = conflicts.map(({ field }) => field).filter((field) => form.get(`choice-${field}`) === "theirs");
  const losesReminders = (field: string) => field === "reminders" && changes.reminders?.length === 0;
  const left = Object.entries(changes).filter(
    ([field]) =>
      !givenUp.some((name) => name === field || (name === "dueAt" && (field === "dueOn" || losesReminders(field)))),
  );
  return Object.fromEntries(left);
}

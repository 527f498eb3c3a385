import { type FieldProblem, fieldProblem } from "../../contracts/field-problem";
import type { OwnerClock } from "../../domain/quick-add/owner-clock";
import { readQuickAdd } from "../../domain/quick-add/read";
import { scheduleOf } from "../../domain/quick-add/schedule";
import { RecurrenceError } from "../../domain/recurrence";

const longestDate = 100;
const tooLong = fieldProblem("TOO_LONG", `is longer than ${longestDate} characters`, { most: longestDate });
const dateHint = "write it as 2027-03-13 09:00, or as every Monday at 9:00";

/**
 * Reads a date in words, as Todoist exports it, by the grammar of quick add. `every!` counts from the completion.
 * @returns the fields of a task, or what is wrong
 */
export function readTodoistDate(
  words: string,
  language: string,
  clock: OwnerClock,
): { date: object; problem?: undefined } | { date?: undefined; problem: FieldProblem } {
  if (words.length > longestDate) return { problem: tooLong };
  const isFromCompletion = /^(every|jede[nrs]?|alle)!/i.test(words.trim());
  const text = words.trim().replace(/^(\w+)!/, "$1");
  try {
    const reading = readQuickAdd(text, clock, [language === "de" ? "de" : "en"]);
    if (reading.title !== "" || (!reading.due && !reading.repetition)) {
      return { problem: fieldProblem("DATE_UNREADABLE", `"${words}" is no date that quick add knows: ${dateHint}`) };
    }
    const { due, recurrence } = scheduleOf(reading, clock);
    const date = {
      ...(due?.day ? { dueOn: due.day } : { dueAt: due?.at.toISOString() }),
      recurrence: recurrence && { ...recurrence, ...(isFromCompletion && { from: "completion" }) },
    };
    return { date };
  } catch (error) {
    if (error instanceof RecurrenceError) return { problem: error.problem };
    throw error;
  }
}

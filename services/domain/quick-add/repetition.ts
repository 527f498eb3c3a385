import { type Note, note } from "../../contracts/note";
import type { Cursor } from "./cursor";
import { endsPhrase } from "./date-words";
import { withoutExceptions } from "./exceptions";
import { readInterval } from "./interval";
import { readLoneOrdinal, readMonthDays } from "./month-days";
import { readMonthly, readMonthlyBefore } from "./month-rule";
import { byDay, type RuleParts } from "./rule-parts";
import type { RepeatUnit, Vocabulary } from "./vocabulary";
import { readBareWeekdays, readWeekdays } from "./weekdays";
import { readYearDay } from "./year-day";

/** How a task repeats, as the words say it. */
export interface Repetition {
  parts: RuleParts;
  /** Whether the next date counts from the completion, as `every!` says. */
  from?: "completion";
  /** What the words may also mean, and how to say that. */
  note?: Note;
}

/** Reads "every …" at the cursor, and how often: `every 2 weeks on monday`, `every month on the 1st 10 times`. */
export function readRepetition(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  const rule =
    cursor.attempt(() => readBefore(cursor, vocabulary)) ??
    cursor.attempt(() => readWord(cursor, vocabulary)) ??
    cursor.attempt(() => readBare(cursor, vocabulary)) ??
    cursor.attempt(() => readEvery(cursor, vocabulary));
  const parts = rule && withoutExceptions(cursor, vocabulary, rule.parts);
  if (!parts) return undefined;
  const found = { ...rule, parts };
  const count = cursor.attempt(() => readCount(cursor, vocabulary));
  return count === undefined ? found : { ...found, parts: { ...parts, COUNT: count } };
}

/** `first monday of every month`. */
function readBefore(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  const parts = readMonthlyBefore(cursor, vocabulary);
  return parts && { parts };
}

/** `on mondays and thursdays`, `mon-fri 9am`. "Blue mondays in town" is no rule. */
function readBare(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  const isFirst = cursor.at === 0;
  const hasGlue = cursor.takes(vocabulary.glue);
  const weekdays = readBareWeekdays(cursor, vocabulary);
  const isClear = isFirst || hasGlue || endsPhrase(cursor.next, vocabulary) || vocabulary.except.has(cursor.next);
  return weekdays && isClear ? { parts: { FREQ: "WEEKLY", BYDAY: byDay(weekdays) } } : undefined;
}

/** `daily`, `on weekdays`. */
function readWord(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  cursor.takes(vocabulary.glue);
  const word = cursor.lookUp(vocabulary.repeatWords);
  if (!word) return undefined;
  const { frequency, weekdays } = word;
  const parts = weekdays ? { FREQ: frequency, BYDAY: byDay(weekdays) } : withDays(cursor, vocabulary, word, 1);
  // "daily report" is a report.
  return endsPhrase(cursor.next, vocabulary) || vocabulary.except.has(cursor.next) ? { parts } : undefined;
}

function readEvery(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  // "the first monday of every year": the days before are not read, and a rule without them is wrong.
  if (vocabulary.of.has(cursor.before)) return undefined;
  const isFromCompletion = cursor.text.endsWith("!");
  if (!cursor.takes(vocabulary.every)) return undefined;
  const found = readAfterEvery(cursor, vocabulary);
  return found && isFromCompletion ? { ...found, from: "completion" } : found;
}

function readAfterEvery(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  // "every morning" leaves the morning to the time.
  if (vocabulary.timesOfDay.has(cursor.next)) return { parts: { FREQ: "DAILY" } };
  return (
    cursor.attempt(() => readYearly(cursor, vocabulary)) ??
    cursor.attempt(() => readMonths(cursor, vocabulary)) ??
    cursor.attempt(() => readWeekly(cursor, vocabulary)) ??
    cursor.attempt(() => readUnit(cursor, vocabulary))
  );
}

/** `24 dec`. */
function readYearly(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  const days = readYearDay(cursor, vocabulary);
  return days && { parts: { FREQ: "YEARLY", ...days } };
}

/** `15th`, `last friday`, `second tuesday of the month`. */
function readMonths(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  const parts = readMonthly(cursor, vocabulary);
  return parts && { parts };
}

const everyOther = note(
  "EVERY_OTHER_WEEK",
  "It repeats every other week. Add “of the month” for the second one of each month.",
);

/** `monday and thursday`, `other friday`, `weekend`. */
function readWeekly(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  const from = cursor.at;
  const interval = readInterval(cursor, vocabulary);
  const days = readWeekdays(cursor, vocabulary);
  if (!days) return undefined;
  const isUnclear =
    vocabulary.language === "en" && cursor.at - from === 2 && interval.isOrdinal && interval.count === 2;
  return {
    parts: { FREQ: "WEEKLY", INTERVAL: interval.count, BYDAY: byDay(days) },
    ...(isUnclear && { note: everyOther }),
  };
}

/** `3 days`, `other week on monday`, `month on the 1st`. */
function readUnit(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  const { count } = readInterval(cursor, vocabulary);
  const unit = cursor.lookUp(vocabulary.units);
  return unit && { parts: withDays(cursor, vocabulary, unit, count) };
}

/** The parts of a unit with the days that follow it, if there are some. */
function withDays(cursor: Cursor, vocabulary: Vocabulary, { frequency, times }: RepeatUnit, count: number): RuleParts {
  const days = cursor.attempt(() => {
    cursor.takeAll(vocabulary.glue);
    if (frequency === "YEARLY") return readYearDay(cursor, vocabulary);
    if (frequency === "WEEKLY") {
      const weekdays = readWeekdays(cursor, vocabulary);
      return weekdays && { BYDAY: byDay(weekdays) };
    }
    if (frequency !== "MONTHLY") return undefined;
    return readMonthDays(cursor, vocabulary)?.days ?? readEndOfWords(cursor, vocabulary);
  });
  return { FREQ: frequency, INTERVAL: count * times, ...days };
}

/** `month on the last`, `jeden Monat am Letzten Miete`: "month in the first half" is none. */
function readEndOfWords(cursor: Cursor, vocabulary: Vocabulary): Omit<RuleParts, "FREQ"> | undefined {
  const isNoun = vocabulary.language === "de" && /^\p{Lu}/u.test(cursor.text);
  const days = readLoneOrdinal(cursor, vocabulary);
  const isAtEnd = cursor.next === "" || vocabulary.prepositions.has(cursor.next) || /^\d/.test(cursor.next);
  return isNoun || isAtEnd ? days : undefined;
}

/** Reads `after completion` at the cursor. */
export const readAfterCompletion = (cursor: Cursor, { after, completion }: Vocabulary): true | undefined =>
  cursor.takes(after) && cursor.takes(completion) ? true : undefined;

/** Reads `for 10 times` at the cursor, apart from the rule. */
export const readCountApart = (cursor: Cursor, vocabulary: Vocabulary): number | undefined =>
  vocabulary.lasting.has(cursor.next) ? readCount(cursor, vocabulary) : undefined;

/** `10 times`, `for 10 times`. */
function readCount(cursor: Cursor, { lasting, numbers, times }: Vocabulary): number | undefined {
  cursor.takes(lasting);
  const digits = cursor.match(/^[1-9]\d{0,2}$/)?.[0];
  const count = digits === undefined ? cursor.lookUp(numbers) : Number(digits);
  return count !== undefined && cursor.takes(times) ? count : undefined;
}

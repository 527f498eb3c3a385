import { type Note, note } from "../../contracts/note";
import type { Cursor } from "./cursor";
import { endsPhrase } from "./date-words";
import { readMonthDays } from "./month-days";
import { byDay, type RuleParts } from "./rule-parts";
import type { RepeatUnit, Vocabulary } from "./vocabulary";
import { readYearDay } from "./year-day";

/** How a task repeats, as the words say it. */
export interface Repetition {
  parts: RuleParts;
  /** What the words may also mean, and how to say that. */
  note?: Note;
}

/** `2nd`; `2` alone is a number. */
const ordinalDigits = /^(\d{1,2})(?:st|nd|rd|th|\.)$/;

/** Reads "every …" at the cursor, and how often: `every 2 weeks on monday`, `every month on the 1st 10 times`. */
export function readRepetition(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  const found =
    cursor.attempt(() => readWord(cursor, vocabulary)) ?? cursor.attempt(() => readEvery(cursor, vocabulary));
  if (!found) return undefined;
  const count = cursor.attempt(() => readCount(cursor, vocabulary));
  return count === undefined ? found : { ...found, parts: { ...found.parts, COUNT: count } };
}

/** `daily`, `on weekdays`. */
function readWord(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  cursor.takes(vocabulary.glue);
  const word = cursor.lookUp(vocabulary.repeatWords);
  if (!word) return undefined;
  const { frequency, weekdays } = word;
  const parts = weekdays ? { FREQ: frequency, BYDAY: byDay(weekdays) } : withDays(cursor, vocabulary, word, 1);
  // "daily report" is a report.
  return endsPhrase(cursor.next, vocabulary) ? { parts } : undefined;
}

function readEvery(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  if (!cursor.takes(vocabulary.every)) return undefined;
  // "every morning" leaves the morning to the time.
  if (vocabulary.timesOfDay.has(cursor.next)) return { parts: { FREQ: "DAILY" } };
  return (
    cursor.attempt(() => readYearly(cursor, vocabulary)) ??
    cursor.attempt(() => readMonthly(cursor, vocabulary)) ??
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
function readMonthly(cursor: Cursor, vocabulary: Vocabulary): Repetition | undefined {
  const found = readMonthDays(cursor, vocabulary);
  const isSaid = found && takesOfMonth(cursor, vocabulary);
  return found && (isSaid || found.isPlain) ? { parts: { FREQ: "MONTHLY", ...found.days } } : undefined;
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
    return frequency === "MONTHLY" ? readMonthDays(cursor, vocabulary)?.days : undefined;
  });
  return { FREQ: frequency, INTERVAL: count * times, ...days };
}

function readInterval(cursor: Cursor, { other, ordinals, numbers }: Vocabulary): { count: number; isOrdinal: boolean } {
  if (cursor.takes(other)) return { count: 2, isOrdinal: false };
  const ordinal = cursor.match(ordinalDigits)?.[1];
  if (ordinal) return { count: Number(ordinal), isOrdinal: true };
  const digits = cursor.match(/^[1-9]\d{0,2}$/)?.[0];
  if (digits) return { count: Number(digits), isOrdinal: false };
  const word = cursor.attempt(() => {
    const place = cursor.lookUp(ordinals);
    return place !== undefined && place > 0 ? place : undefined;
  });
  return { count: word ?? cursor.lookUp(numbers) ?? 1, isOrdinal: word !== undefined };
}

function readWeekdays(cursor: Cursor, { weekdays, weekdayGroups, and }: Vocabulary): number[] | undefined {
  const found: number[] = [];
  for (;;) {
    const days = cursor.attempt(() => {
      if (found.length > 0 && !cursor.takes(and) && !cursor.isAfterComma) return undefined;
      const weekday = cursor.lookUp(weekdays);
      return weekday === undefined ? cursor.lookUp(weekdayGroups) : [weekday];
    });
    if (!days) return found.length > 0 ? found : undefined;
    found.push(...days);
  }
}

/** `of the month`. */
const takesOfMonth = (cursor: Cursor, { glue, every, units }: Vocabulary): boolean =>
  cursor.attempt(() => {
    if (!cursor.takes(glue)) return undefined;
    cursor.takeAll(glue);
    cursor.takes(every);
    const unit = cursor.lookUp(units);
    return unit?.frequency === "MONTHLY" && unit.times === 1 ? true : undefined;
  }) ?? false;

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

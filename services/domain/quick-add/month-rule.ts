import type { Cursor } from "./cursor";
import { readInterval } from "./interval";
import { type MonthDays, readLoneOrdinal, readMonthDays } from "./month-days";
import type { RuleParts } from "./rule-parts";
import type { Vocabulary } from "./vocabulary";

/** Reads the days of a month after "every": `15th`, `last friday`, `first of the month`, `third friday of every second month`. */
export function readMonthly(cursor: Cursor, vocabulary: Vocabulary): RuleParts | undefined {
  const found = readMonthDays(cursor, vocabulary);
  if (found) {
    const interval = readOfMonth(cursor, vocabulary);
    return interval || found.isPlain ? monthly(found.days, interval?.count) : undefined;
  }
  return cursor.attempt(() => readOrdinalOfMonth(cursor, vocabulary));
}

/**
 * Reads days of a month that are before "every": `on the last friday of each month`, `am 1. jeden Monats`. Of those that
 * may be one date only a weekday with a number repeats: `first monday of the month`.
 */
export function readMonthlyBefore(cursor: Cursor, vocabulary: Vocabulary): RuleParts | undefined {
  for (let count = 0; count < 4; count += 1) {
    if (!cursor.takes(vocabulary.glue) && !cursor.takes(vocabulary.prepositions)) break;
  }
  const found = cursor.attempt(() => readMonthDays(cursor, vocabulary));
  if (!found) {
    const days = readLoneOrdinal(cursor, vocabulary);
    const interval = days && readOfMonth(cursor, vocabulary);
    return days && interval?.isEvery ? monthly(days, interval.count) : undefined;
  }
  const interval = readOfMonth(cursor, vocabulary);
  return interval && (interval.isEvery || found.days.BYDAY) ? monthly(found.days, interval.count) : undefined;
}

function readOrdinalOfMonth(cursor: Cursor, vocabulary: Vocabulary): RuleParts | undefined {
  const days = readLoneOrdinal(cursor, vocabulary);
  const interval = days && readOfMonth(cursor, vocabulary);
  return days && interval && monthly(days, interval.count);
}

const monthly = (days: MonthDays, count = 1): RuleParts => ({ FREQ: "MONTHLY", INTERVAL: count, ...days });

/** `of the month`, `of every second month`, `jeden Monats`. */
const readOfMonth = (cursor: Cursor, vocabulary: Vocabulary): { count: number; isEvery: boolean } | undefined =>
  cursor.attempt(() => {
    const from = cursor.at;
    cursor.takeAll(vocabulary.glue);
    const isEvery = cursor.takes(vocabulary.every);
    if (!isEvery && cursor.at === from) return undefined;
    const { count } = isEvery ? readInterval(cursor, vocabulary) : { count: 1 };
    const unit = cursor.lookUp(vocabulary.units);
    return unit?.frequency === "MONTHLY" && unit.times === 1 ? { count, isEvery } : undefined;
  });

import type { Cursor } from "./cursor";
import { byDay, type RuleParts } from "./rule-parts";
import type { Vocabulary } from "./vocabulary";

/** Days of a month, as parts of a rule: the 1st, the last day, the second Tuesday, the first workday. */
export type MonthDays = Pick<RuleParts, "BYMONTHDAY" | "BYDAY" | "BYSETPOS">;

interface Item {
  days: MonthDays;
  /** Whether it can only mean days of a month: `15th` does, `second tuesday` is also each other Tuesday. */
  isPlain: boolean;
}

/** Days that one rule may list: a text of numbers alone is else read to its end from each of them. */
const mostDays = 8;
const dayNumber = /^(\d{1,2})(?:st|nd|rd|th|\.)?$/;
const numbered = /^(\d)(?:st|nd|rd|th|\.)$/;

/** Reads days of a month at the cursor, as `1st and 15th` or `second tuesday`. */
export function readMonthDays(cursor: Cursor, vocabulary: Vocabulary): Item | undefined {
  const first = readItem(cursor, vocabulary);
  if (!first) return undefined;
  let { days, isPlain } = first;
  for (let count = 1; count < mostDays; count += 1) {
    const more = cursor.attempt(() => {
      if (!cursor.takes(vocabulary.and) && !cursor.isAfterComma) return undefined;
      cursor.takeAll(vocabulary.glue);
      const item = readItem(cursor, vocabulary);
      return item && joined(days, item.days) ? item : undefined;
    });
    if (!more) break;
    days = joined(days, more.days) ?? days;
    isPlain &&= more.isPlain;
  }
  return { days, isPlain };
}

/** Two kinds of days are no one rule. */
function joined(one: MonthDays, other: MonthDays): MonthDays | undefined {
  if (one.BYSETPOS || other.BYSETPOS) return undefined;
  if (one.BYMONTHDAY && other.BYMONTHDAY) return { BYMONTHDAY: unique(one.BYMONTHDAY, other.BYMONTHDAY) };
  if (one.BYDAY && other.BYDAY) return { BYDAY: unique(one.BYDAY, other.BYDAY) };
  return undefined;
}

const unique = <Value>(one: readonly Value[], other: readonly Value[]): Value[] => [...new Set([...one, ...other])];

const readItem = (cursor: Cursor, vocabulary: Vocabulary): Item | undefined =>
  cursor.attempt(() => readSeveral(cursor, vocabulary)) ??
  cursor.attempt(() => readNumbered(cursor, vocabulary)) ??
  cursor.attempt(() => readDay(cursor));

/** `2nd`, `second`, `last`. */
function readPlace(cursor: Cursor, { ordinals }: Vocabulary): number | undefined {
  const digits = cursor.match(numbered)?.[1];
  const place = digits === undefined ? cursor.lookUp(ordinals) : Number(digits);
  return place === undefined || place < -1 || place === 0 || place > 5 ? undefined : place;
}

/** `1st and 3rd tuesday`. */
function readSeveral(cursor: Cursor, vocabulary: Vocabulary): Item | undefined {
  const first = readPlace(cursor, vocabulary);
  const isMore = cursor.takes(vocabulary.and) || cursor.isAfterComma;
  const second = first !== undefined && isMore ? readPlace(cursor, vocabulary) : undefined;
  const weekday = second === undefined ? undefined : cursor.lookUp(vocabulary.weekdays);
  if (weekday === undefined) return undefined;
  const [name = ""] = byDay([weekday]);
  return { days: { BYDAY: [`${first}${name}`, `${second}${name}`] }, isPlain: true };
}

/** `second tuesday`, `last day`, `first workday`. */
function readNumbered(cursor: Cursor, vocabulary: Vocabulary): Item | undefined {
  const { weekdays, weekdayGroups, units } = vocabulary;
  const place = readPlace(cursor, vocabulary);
  if (place === undefined) return undefined;
  const weekday = cursor.lookUp(weekdays);
  const isPlain = place !== 2;
  if (weekday !== undefined) return { days: { BYDAY: byDay([weekday]).map((name) => `${place}${name}`) }, isPlain };
  const group = cursor.lookUp(weekdayGroups);
  if (group) return { days: { BYDAY: byDay(group), BYSETPOS: place }, isPlain };
  if (cursor.lookUp(units)?.frequency !== "DAILY") return undefined;
  return { days: { BYMONTHDAY: [place] }, isPlain: place === -1 };
}

/** `15th`. */
function readDay(cursor: Cursor): Item | undefined {
  const [text, digits] = cursor.match(dayNumber) ?? [];
  const day = Number(digits);
  return day >= 1 && day <= 31 ? { days: { BYMONTHDAY: [day] }, isPlain: text !== digits } : undefined;
}

/** Reads the first or the last day, said by its ordinal alone or as the end: `first` of "every first of the month". */
export function readLoneOrdinal(cursor: Cursor, { ordinals, end }: Vocabulary): MonthDays | undefined {
  const place = cursor.takes(end) ? -1 : cursor.lookUp(ordinals);
  return place === undefined ? undefined : { BYMONTHDAY: [place] };
}

import type { Cursor } from "./cursor";
import { saysADate } from "./date-words";
import type { Vocabulary } from "./vocabulary";

/** `mon-fri`, `Mo.-Fr.` */
const rangeInOne = /^(\p{L}{2,10})\.?[-–](\p{L}{2,10})$/u;
/** Weekdays that have to be in a list without "every": two may be the days of a weekend. */
const fewestInBareList = 3;

/** Reads weekdays at the cursor: `monday and thursday`, `weekend`, `mon-fri`, `monday to friday`. */
export function readWeekdays(cursor: Cursor, vocabulary: Vocabulary): number[] | undefined {
  return readList(cursor, vocabulary, () => readRange(cursor, vocabulary) ?? readOne(cursor, vocabulary));
}

/**
 * Reads weekdays that repeat without "every": `mondays and thursdays`, `mon-fri 9am`, `mon, wed, fri 18:00`. A range
 * needs a time, since `vacation mon-fri` is once.
 */
export function readBareWeekdays(cursor: Cursor, vocabulary: Vocabulary): number[] | undefined {
  const isFirst = cursor.at === 0;
  const isAfterTime = /^\d/.test(cursor.before);
  const plurals = cursor.attempt(() => readList(cursor, vocabulary, () => readPlural(cursor, vocabulary)));
  if (plurals) return plurals;
  const range = rangeInOne.test(cursor.next) ? cursor.attempt(() => readRange(cursor, vocabulary)) : undefined;
  if (range) return isAfterTime || isBeforeTime(cursor, vocabulary) ? range : undefined;
  const list = readList(cursor, vocabulary, () => {
    const day = cursor.lookUp(vocabulary.weekdays);
    return day === undefined ? undefined : [day];
  });
  const isClear = isFirst || cursor.next === "" || isBeforeTime(cursor, vocabulary);
  return list && list.length >= fewestInBareList && isClear ? list : undefined;
}

/** `mondays`. */
export function readPlural(cursor: Cursor, { pluralWeekdays }: Vocabulary): number[] | undefined {
  const day = cursor.lookUp(pluralWeekdays);
  return day === undefined ? undefined : [day];
}

const isBeforeTime = (cursor: Cursor, vocabulary: Vocabulary): boolean =>
  vocabulary.prepositions.has(cursor.next) || (/^\d/.test(cursor.next) && saysADate(cursor.next, vocabulary));

function readOne(cursor: Cursor, { weekdays, weekdayGroups }: Vocabulary): readonly number[] | undefined {
  const weekday = cursor.lookUp(weekdays);
  return weekday === undefined ? cursor.lookUp(weekdayGroups) : [weekday];
}

function readRange(cursor: Cursor, { weekdays, through }: Vocabulary): number[] | undefined {
  return cursor.attempt(() => {
    const [, one = "", other = ""] = cursor.match(rangeInOne) ?? [];
    if (one !== "") return daysBetween(weekdays.get(one), weekdays.get(other));
    const from = cursor.lookUp(weekdays);
    return from !== undefined && cursor.takes(through) ? daysBetween(from, cursor.lookUp(weekdays)) : undefined;
  });
}

/** From one weekday to the other; Friday to Monday goes over Sunday. */
function daysBetween(from: number | undefined, to: number | undefined): number[] | undefined {
  if (from === undefined || to === undefined || from === to) return undefined;
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => (from + index) % 7);
}

function readList(
  cursor: Cursor,
  { and }: Vocabulary,
  read: () => readonly number[] | undefined,
): number[] | undefined {
  const found: number[] = [];
  for (;;) {
    const days = cursor.attempt(() =>
      found.length > 0 && !cursor.takes(and) && !cursor.isAfterComma ? undefined : read(),
    );
    if (!days) return found.length > 0 ? found : undefined;
    found.push(...days);
  }
}

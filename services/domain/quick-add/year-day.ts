import type { Cursor } from "./cursor";
import { readMonthDays } from "./month-days";
import type { RuleParts } from "./rule-parts";
import type { Vocabulary } from "./vocabulary";

/** Reads days of one month of a year at the cursor: `24 dec`, `december 24th`, `the second sunday of may`. */
export function readYearDay(cursor: Cursor, vocabulary: Vocabulary): Omit<RuleParts, "FREQ"> | undefined {
  const { glue, months } = vocabulary;
  const month = cursor.lookUp(months);
  if (month !== undefined) {
    const found = cursor.attempt(() => {
      cursor.takeAll(glue);
      return readMonthDays(cursor, vocabulary);
    });
    return { BYMONTH: month, ...(found?.days ?? { BYMONTHDAY: [1] }) };
  }
  const found = readMonthDays(cursor, vocabulary);
  if (!found) return undefined;
  cursor.takeAll(glue);
  const ofMonth = cursor.lookUp(months);
  return ofMonth === undefined ? undefined : { BYMONTH: ofMonth, ...found.days };
}

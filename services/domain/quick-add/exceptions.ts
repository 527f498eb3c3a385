import { weekdayNames } from "../rrule-parts";
import type { Cursor } from "./cursor";
import { byDay, type RuleParts } from "./rule-parts";
import type { Vocabulary } from "./vocabulary";
import { readPlural, readWeekdays } from "./weekdays";

/**
 * Takes `except friday` at the cursor.
 * @returns the rule without those weekdays; undefined if it cannot do without them: a rule with them is wrong
 */
export function withoutExceptions(cursor: Cursor, vocabulary: Vocabulary, parts: RuleParts): RuleParts | undefined {
  if (!cursor.takes(vocabulary.except)) return parts;
  const { FREQ, INTERVAL = 1, BYDAY, ...others } = parts;
  const isDaily = FREQ === "DAILY" && INTERVAL === 1;
  if ((FREQ !== "WEEKLY" && !isDaily) || Object.keys(others).length > 0) return undefined;
  cursor.takes(vocabulary.lasting);
  cursor.takeAll(vocabulary.glue);
  const excepted = readWeekdays(cursor, vocabulary) ?? readPlural(cursor, vocabulary) ?? [];
  const names = isDaily ? weekdayNames : (BYDAY ?? []);
  const all = names.map((name) => weekdayNames.indexOf(name));
  const left = all.filter((day) => !excepted.includes(day));
  const isSome = left.length > 0 && left.length < all.length;
  return isSome ? { FREQ: "WEEKLY", INTERVAL, BYDAY: byDay(left) } : undefined;
}

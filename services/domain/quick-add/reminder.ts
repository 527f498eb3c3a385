import type { Cursor } from "./cursor";
import { endsPhrase } from "./date-words";
import type { Vocabulary } from "./vocabulary";

/** A duration in one word: `30m`, `1h30m`, `2d`. */
const short = /^(?=\d)(?:(\d{1,2})w)?(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m(?:in)?)?$/;
const shortMinutes = [10_080, 1_440, 60, 1];
/** More than the API takes, and few enough to read. */
const mostReminders = 8;

/**
 * Reads reminders at the cursor: `remind me 30m before`, `remind 1 day and 1 hour before`.
 * @param vocabularies the languages that they may be in
 * @returns minutes before the due date
 */
export function readReminders(cursor: Cursor, vocabularies: readonly Vocabulary[]): number[] | undefined {
  const vocabulary = vocabularies.find(({ remind }) => remind.has(cursor.next));
  if (!vocabulary || !cursor.takes(vocabulary.remind)) return undefined;
  cursor.takes(vocabulary.me);
  const found: number[] = [];
  let isClear = false;
  while (found.length < mostReminders) {
    const minutes = cursor.attempt(() => {
      if (found.length > 0 && !cursor.takes(vocabulary.and) && !cursor.isAfterComma) return undefined;
      return readDuration(cursor, vocabulary);
    });
    if (minutes === undefined) break;
    found.push(minutes);
    isClear = cursor.takes(vocabulary.before) || vocabularies.some((each) => endsPhrase(cursor.next, each));
  }
  return isClear ? found : undefined;
}

function readDuration(cursor: Cursor, { numbers, minutes }: Vocabulary): number | undefined {
  const inOne = cursor.match(short);
  if (inOne) {
    return inOne.slice(1).reduce((sum, digits, index) => sum + Number(digits ?? 0) * (shortMinutes[index] ?? 0), 0);
  }
  const digits = cursor.match(/^\d{1,5}$/)?.[0];
  const count = digits === undefined ? cursor.lookUp(numbers) : Number(digits);
  const unit = count === undefined ? undefined : cursor.lookUp(minutes);
  return count === undefined || unit === undefined ? undefined : count * unit;
}

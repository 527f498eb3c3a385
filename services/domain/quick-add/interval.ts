import type { Cursor } from "./cursor";
import type { Vocabulary } from "./vocabulary";

/** `2nd`; `2` alone is a number. */
const ordinalDigits = /^(\d{1,2})(?:st|nd|rd|th|\.)$/;

/** Reads how many units are between two dates, 1 if the words do not say it: `other`, `2nd`, `3`, `second`, `two`. */
export function readInterval(
  cursor: Cursor,
  { other, ordinals, numbers }: Vocabulary,
): { count: number; isOrdinal: boolean } {
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

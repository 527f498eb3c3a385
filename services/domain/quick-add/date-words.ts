import type { Vocabulary } from "./vocabulary";

/** `1h` of "in 1h". */
export const shortDuration = /^\d{1,3}(?:h|min|m|d|w|std)$/;

/** Digits as dates and times have them: 9, 9am, 18:00, 9-11am, 15th, 24.12.2027, 2027-03-01T09:00Z. */
const digits = [
  /^\d{1,4}(?:[:.]\d{2})?(?:am|pm)?$/,
  /^\d{1,2}(?::\d{2})?(?:am|pm)?-\d{1,2}(?::\d{2})?(?:am|pm)?$/,
  /^\d{1,2}(?:st|nd|rd|th|\.)$/,
  /^(?:0?[1-9]|1[0-2])\/(?:1[3-9]|2\d|3[01])$/,
  shortDuration,
  /^\d{1,2}\.\d{1,2}(?:\.\d{4})?$/,
  /^\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:t\d{2}:\d{2}(?::\d{2})?(?:z|[+-]\d{2}:\d{2})?)?$/,
];

/** Whether a word may be part of a date or a time. */
export const isDateWord = (norm: string, vocabulary: Vocabulary): boolean =>
  saysADate(norm, vocabulary) || vocabulary.glue.has(norm) || vocabulary.prepositions.has(norm);

/** Whether a word says something of a date: `on` does not. */
export const saysADate = (
  norm: string,
  { weekdays, months, numbers, ordinals, timesOfDay, dateWords }: Vocabulary,
): boolean =>
  [weekdays, months, numbers, ordinals, timesOfDay, dateWords].some((list) => list.has(norm)) ||
  digits.some((pattern) => pattern.test(norm));

/** Whether a phrase may end before a word: at the end of the text, at a mark, and where another phrase begins. */
export const endsPhrase = (norm: string, vocabulary: Vocabulary): boolean =>
  norm === "" ||
  isDateWord(norm, vocabulary) ||
  [vocabulary.every, vocabulary.until, vocabulary.remind, vocabulary.lasting].some((list) => list.has(norm));

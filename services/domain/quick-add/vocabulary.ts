import type { Priority } from "../../contracts/task";
import type { Frequency } from "../rrule-parts";

/** A unit that a task repeats in: a quarter is three months. */
export interface RepeatUnit {
  frequency: Frequency;
  times: number;
}

/** What a word that needs no "every" stands for: `daily`, `weekdays`. */
export interface RepeatWord extends RepeatUnit {
  weekdays?: readonly number[];
}

/**
 * The words of a language that quick add knows, in small letters. The grammar is one for all languages. Weekdays count from
 * Monday as 0, months from 1; an ordinal of -1 is the last.
 */
export interface Vocabulary {
  language: Language;
  every: ReadonlySet<string>;
  /** `other` of "every other day": each second one. */
  other: ReadonlySet<string>;
  repeatWords: ReadonlyMap<string, RepeatWord>;
  units: ReadonlyMap<string, RepeatUnit>;
  weekdays: ReadonlyMap<string, number>;
  /** Several weekdays in one word: `weekend`. */
  weekdayGroups: ReadonlyMap<string, readonly number[]>;
  /** Weekdays that repeat without "every": `mondays`. */
  pluralWeekdays: ReadonlyMap<string, number>;
  /** `to` of "monday to friday". */
  through: ReadonlySet<string>;
  /** `except` of "every weekday except friday". */
  except: ReadonlySet<string>;
  months: ReadonlyMap<string, number>;
  numbers: ReadonlyMap<string, number>;
  ordinals: ReadonlyMap<string, number>;
  /** `end` of "end of every month". */
  end: ReadonlySet<string>;
  /** `of` between the days and the months of a rule. */
  of: ReadonlySet<string>;
  timesOfDay: ReadonlySet<string>;
  /** Words between the parts of a date that say nothing more: `on the`. */
  glue: ReadonlySet<string>;
  /** Words before a date or a time: `at`, `starting`. */
  prepositions: ReadonlySet<string>;
  /** Words before a span that are others elsewhere: `von` of "von 9 bis 11". */
  beforeSpan: ReadonlySet<string>;
  and: ReadonlySet<string>;
  until: ReadonlySet<string>;
  /** `for` of "for 10 times". */
  lasting: ReadonlySet<string>;
  /** `times` of "10 times". */
  times: ReadonlySet<string>;
  /** `after` and `completion` of "after completion". */
  after: ReadonlySet<string>;
  completion: ReadonlySet<string>;
  remind: ReadonlySet<string>;
  /** `me` of "remind me". */
  me: ReadonlySet<string>;
  before: ReadonlySet<string>;
  /** Minutes of the units of a reminder. */
  minutes: ReadonlyMap<string, number>;
  priorities: ReadonlyMap<string, Priority>;
  /** What may stand in a date or a time, besides digits, weekdays, months, numbers, ordinals, times of day, glue and prepositions. */
  dateWords: ReadonlySet<string>;
  /** Weekdays that are other words, too: `sun`, `sat`. */
  ambiguous: ReadonlySet<string>;
  /** Ambiguous ones that are weekdays only with a capital or before digits: `so`. */
  everydayWords: ReadonlySet<string>;
  /** Words before a noun, such as `the` of "in the sun". */
  articles: ReadonlySet<string>;
  /** `good` of "good morning". */
  greetings: ReadonlySet<string>;
  /** Words inside of a date or a time, which begin none: `past` of "half past 8". */
  links: ReadonlySet<string>;
  /** `quarter` of "quarter to 5". */
  quarters: ReadonlySet<string>;
  /** Words next to a number that make it a time: `at 20.50`, `20.50 Uhr`. */
  clockBefore: ReadonlySet<string>;
  clockAfter: ReadonlySet<string>;
  /** Whether `at 3` means the afternoon. */
  smallHoursAreAfternoon: boolean;
}

export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

/** A map from each of several words, separated by spaces, to what they stand for. */
export const wordMap = <Value>(...entries: [words: string, value: Value][]): ReadonlyMap<string, Value> =>
  new Map(entries.flatMap(([words, value]) => words.split(" ").map((word) => [word, value] as const)));

export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(" "));

export const workdays: readonly number[] = [0, 1, 2, 3, 4];
export const weekend: readonly number[] = [5, 6];

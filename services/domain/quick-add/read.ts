import type { Priority } from "../../contracts/task";
import { acceptedSteps, Steps } from "../steps";
import { Cursor } from "./cursor";
import { type DateReading, readDates } from "./date-reading";
import { priorityOf, tagOf } from "./marks";
import type { OwnerClock } from "./owner-clock";
import { readReminders } from "./reminder";
import { type Repetition, readAfterCompletion, readCountApart, readRepetition } from "./repetition";
import { everyVocabulary, vocabularies } from "./vocabularies";
import type { Language, Vocabulary } from "./vocabulary";
import { type Word, wordsOf } from "./words";

export const spanKinds = ["tag", "priority", "reminder", "repeat", "until", "due"] as const;
export type SpanKind = (typeof spanKinds)[number];

/** Words of the text that became something else than title. Places count UTF-16 code units. */
export interface Span {
  kind: SpanKind;
  start: number;
  end: number;
}

/** What the words of a text say. */
export interface QuickAddReading {
  /** What is left. May be empty. */
  title: string;
  tags: string[];
  priority?: Priority;
  remindMinutes: number[];
  repetition?: Repetition;
  /** A day and a time may be in different places of the text. */
  due?: Omit<DateReading, "from" | "to">;
  until?: DateReading["day"];
  /** In the order of the text. */
  spans: Span[];
}

/**
 * Reads a task as people type it: `pay rent every month on the 1st 9am #home !high`. It throws for no text.
 * @param languages The one that explains most of the text is used, the earlier of two that explain as much.
 * @param steps counts the work, which the number of words bounds
 */
export function readQuickAdd(
  text: string,
  clock: OwnerClock,
  languages: readonly Language[] = ["en"],
  steps = new Steps(acceptedSteps),
): QuickAddReading {
  const words = wordsOf(text);
  const readings = languages.map((language) => readIn(vocabularies[language], words, clock, steps));
  const [first = { title: text, tags: [], remindMinutes: [], spans: [] }, ...others] = readings;
  return others.reduce((best, reading) => (explained(reading) > explained(best) ? reading : best), first);
}

const explained = ({ spans }: QuickAddReading): number => spans.reduce((sum, { start, end }) => sum + end - start, 0);

function readIn(vocabulary: Vocabulary, words: readonly Word[], clock: OwnerClock, steps: Steps): QuickAddReading {
  /** Words that are taken have no norm, so that no other reader takes them. */
  const left = [...words];
  const spans: Span[] = [];
  const take = (kind: SpanKind, from: number, to: number): void => {
    const taken = left.slice(from, to);
    const [first, last] = [taken[0], taken.at(-1)];
    if (first && last) spans.push({ kind, start: first.start, end: last.end });
    for (const [index, word] of taken.entries()) left[from + index] = { ...word, norm: "", isTaken: true };
  };
  const reading: QuickAddReading = { title: "", tags: [], remindMinutes: [], spans };

  for (const [index, word] of words.entries()) {
    const tag = tagOf(word);
    const priority = priorityOf(word, everyVocabulary);
    if (tag !== undefined && !reading.tags.includes(tag)) reading.tags.push(tag);
    reading.priority = priority ?? reading.priority;
    if (tag !== undefined || priority) take(tag === undefined ? "priority" : "tag", index, index + 1);
  }
  /** Takes the first words that a reader can read. */
  const first = <Value>(kind: SpanKind, read: (cursor: Cursor) => Value | undefined): Value | undefined => {
    for (let from = 0; from < left.length; from += 1) {
      const cursor = new Cursor(left, steps, from);
      const value = read(cursor);
      if (value === undefined) continue;
      take(kind, from, cursor.at);
      return value;
    }
    return undefined;
  };
  reading.remindMinutes = first("reminder", (cursor) => readReminders(cursor, everyVocabulary)) ?? [];
  reading.repetition = first("repeat", (cursor) => readRepetition(cursor, vocabulary));
  if (reading.repetition) {
    const isAfter = first("repeat", (cursor) => readAfterCompletion(cursor, vocabulary));
    if (isAfter) reading.repetition.from = "completion";
    reading.repetition.parts.COUNT ??= first("repeat", (cursor) => readCountApart(cursor, vocabulary));
  }

  const normBefore = ({ from }: DateReading): string => left[from - 1]?.norm ?? "";
  // "every 2 days except sunday" and "first monday in january" are not read, and are no tasks for Sunday and Monday.
  const isPartOfMore = (date: DateReading): boolean =>
    [vocabulary.except, vocabulary.every].some((list) => list.has(normBefore(date))) ||
    (date.day?.open === "week" && vocabulary.ordinals.has(normBefore(date)));
  const isRepeating = reading.repetition !== undefined;
  const dates = readDates(left, vocabulary, clock, steps, isRepeating).filter((date) => !isPartOfMore(date));
  const isUntil = (date: DateReading): boolean => vocabulary.until.has(normBefore(date));
  /** `10 jan` of "every day from 5 jan to 10 jan". */
  const isEndOfSpan = (date: DateReading): boolean =>
    vocabulary.through.has(normBefore(date)) && dates.some(({ day, to }) => day && to === date.from - 1);
  const until = reading.repetition && dates.find((date) => date.day && (isUntil(date) || isEndOfSpan(date)));
  if (until) {
    reading.until = until.day;
    take("until", until.from - 1, until.to);
  }
  const free = dates.filter((date) => date !== until);
  const day = free.find((date) => date.day ?? date.instant);
  const time = day?.time || day?.instant ? undefined : free.find((date) => !date.day && date.time);
  for (const date of [day, time]) if (date) take("due", isUntil(date) ? date.from - 1 : date.from, date.to);
  if (day ?? time) reading.due = { day: day?.day, time: day?.time ?? time?.time, instant: day?.instant };
  reading.title = titleOf(left);
  spans.sort((a, b) => a.start - b.start);
  return reading;
}

/** The words that are left, without punctuation that has lost its words. */
const titleOf = (words: readonly Word[]): string =>
  words
    .filter(({ isTaken }) => !isTaken)
    .map(({ text }) => text)
    .join(" ")
    .replace(/^[\s,;–-]+|[\s,;–-]+$/g, "");

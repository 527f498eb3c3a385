import type { ParsedResult } from "chrono-node/en";
import { dayOf } from "../calendar";
import { lastYear } from "../local-days";
import type { Steps } from "../steps";
import { chronos } from "./chrono";
import { type DateRun, dateRuns } from "./date-runs";
import { endsPhrase } from "./date-words";
import { type OwnerClock, todayOf, wallClock } from "./owner-clock";
import type { Vocabulary } from "./vocabulary";
import type { Word } from "./words";

/** A date, a time or both, as some words of the text say it in the owner's time zone. */
export interface DateReading {
  /** Indexes of the first word and of the one after the last. */
  from: number;
  to: number;
  day?: {
    year: number;
    month: number;
    dayOfMonth: number;
    /** What the words leave open: the next one that is not past is meant. */
    open?: "week" | "year";
  };
  time?: { hour: number; minute: number };
  /** `in 2 hours` is an instant, whatever the clocks do meanwhile. */
  instant?: Date;
}

/** Hours of the times of day that chrono-node guesses too early or too late for a task. */
const hours: Readonly<Record<string, number>> = { morning: 9, afternoon: 15, evening: 18, night: 20, tonight: 20 };
const casual = /^casualReference\/(\w+)$/;

/** The dates and times of a text, in order. */
export function readDates(
  words: readonly Word[],
  vocabulary: Vocabulary,
  clock: OwnerClock,
  steps: Steps,
  isRepeating = false,
): DateReading[] {
  const chrono = chronos[vocabulary.language];
  const reference = wallClock(clock);
  /** How far real instants are ahead of those that are counted from the reference. */
  const aheadMs = clock.now.getTime() - reference.getTime();
  const today = todayOf(clock);
  const isAhead = ({ day, instant }: DateReading): boolean =>
    instant ? instant > clock.now : !day || dayOf(day.year, day.month, day.dayOfMonth) >= today;
  return dateRuns(words, vocabulary, steps, isRepeating).flatMap((run) => {
    steps.take(run.text.length);
    const results = chrono.parse(run.text, reference, { forwardDate: true });
    // No task is for yesterday: "answer yesterday's mail".
    let last = run.from;
    return results
      .flatMap((result) => {
        const reading = readingOf(result, run, words, vocabulary, aheadMs, last);
        last = reading?.to ?? last;
        return reading ?? [];
      })
      .filter(isAhead);
  });
}

function readingOf(
  result: ParsedResult,
  run: DateRun,
  words: readonly Word[],
  vocabulary: Vocabulary,
  aheadMs: number,
  /** Words before this one belong to the date before. */
  least: number,
): DateReading | undefined {
  // chrono-node also finds "fr" in "früh".
  const [first, last] = [run.starts.indexOf(result.index), run.ends.indexOf(result.index + result.text.length)];
  if (first < 0 || last < first) return undefined;
  let from = run.from + first;
  const to = run.from + last + 1;
  const { start } = result;
  const [tags, says] = [result.tags(), (part: Part) => start.isCertain(part)];
  const isRelative = tags.has("result/relativeDate");
  const isAlone = last === first;
  const norm = words[from]?.norm ?? "";
  // "5 min walk" and "for 3 days" are durations; "in 3 days" is a date.
  if (isRelative && (/^\d/.test(norm) || vocabulary.numbers.has(norm) || norm === "half")) return undefined;
  // "now" is no date; "two weeks from now" is. "Pages 10 to 20" is no time.
  if (isAlone && vocabulary.links.has(norm)) return undefined;
  const isRange = result.end !== null && result.end !== undefined;
  if (isRange && !says("day") && !says("weekday") && !/[:.]|[ap]m|uhr/i.test(result.text)) return undefined;
  const time = timeOf(result, vocabulary);
  const hasDay = says("day") || says("weekday") || isRelative;
  if (!hasDay && !time) return undefined;
  const isAtEnd = endsPhrase(words[to]?.norm ?? "", vocabulary);
  // "night shift".
  if (isAlone && vocabulary.timesOfDay.has(result.text.toLowerCase()) && !hasDay && !isAtEnd) return undefined;
  const isBareHour = !hasDay && /^\D*\d{1,2}$/.test(result.text);
  // "sun cream", "at 3 shops"; "at 3 call bob" and "every day at 3 call bob" are clear.
  const isClear = from === 0 || words[from - 1]?.isTaken === true;
  if (!isAtEnd && ((isAlone && vocabulary.ambiguous.has(norm)) || (isBareHour && !isClear))) return undefined;
  while (from > least && isBeforeDate(words[from - 1]?.norm ?? "", vocabulary)) from -= 1;
  if (isRange && vocabulary.beforeSpan.has(words[from - 1]?.norm ?? "")) from -= 1;
  if (tags.has("result/relativeDateAndTime")) return { from, to, instant: new Date(start.date().getTime() + aheadMs) };
  if (says("timezoneOffset")) return { from, to, instant: start.date() };
  const [year, month, dayOfMonth] = [start.get("year"), start.get("month"), start.get("day")];
  if (!hasDay || year === null || month === null || dayOfMonth === null) return { from, to, time };
  if (!(year <= lastYear)) return undefined;
  const open = isRelative || says("year") ? undefined : says("weekday") && !says("day") ? "week" : "year";
  return { from, to, time, day: { year, month, dayOfMonth, open } };
}

type Part = Parameters<ParsedResult["start"]["isCertain"]>[0];

const isBeforeDate = (norm: string, { glue, prepositions }: Vocabulary): boolean =>
  glue.has(norm) || prepositions.has(norm);

function timeOf(result: ParsedResult, { smallHoursAreAfternoon }: Vocabulary): DateReading["time"] {
  const { start, text } = result;
  const [hour, minute] = [start.get("hour") ?? 0, start.get("minute") ?? 0];
  if (start.isCertain("hour")) {
    const isBare = !start.isCertain("meridiem") && !/\d[:.]\d\d/.test(text) && /\d/.test(text);
    return { hour: smallHoursAreAfternoon && isBare && hour >= 1 && hour <= 6 ? hour + 12 : hour, minute };
  }
  for (const tag of result.tags()) {
    const named = casual.exec(tag)?.[1];
    if (named === "midnight") return { hour: 0, minute: 0 };
    const usual = named === undefined ? undefined : hours[named];
    if (usual !== undefined) return { hour: usual, minute: 0 };
  }
  return undefined;
}

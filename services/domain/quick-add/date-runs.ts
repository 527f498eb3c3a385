import type { Steps } from "../steps";
import { isDateWord } from "./date-words";
import { dateText } from "./doubtful-words";
import type { Vocabulary } from "./vocabulary";
import type { Word } from "./words";

/** Words one after the other that may be a date, as chrono-node gets them: with one space between. */
export interface DateRun {
  text: string;
  /** Index of its first word. */
  from: number;
  /** Where each of its words begins and ends in `text`. */
  starts: number[];
  ends: number[];
}

/**
 * Words of a run that are read. A date with a time has up to 8. chrono-node looks at a text of 200 characters for seconds
 * if spaces and numbers alternate, so that it only gets words that a date can have, and few of them.
 */
const mostWords = 8;
/** Runs that are read, and the most characters that one word of a date has. */
const mostRuns = 8;
const longestWord = 25;

/**
 * The runs of a text, in order.
 * @param isRepeating whether the text has a rule, which may end at a date
 */
export function dateRuns(
  words: readonly Word[],
  vocabulary: Vocabulary,
  steps: Steps,
  isRepeating: boolean,
): DateRun[] {
  const runs: DateRun[] = [];
  let run: DateRun | undefined;
  for (const [index, { norm }] of words.entries()) {
    steps.take();
    const isShort = norm !== "" && norm.length <= longestWord;
    const before = words[index - 1]?.norm ?? "";
    // "every day 9:00 until 24 dec" has two dates, "5 jan until 10 jan" is one span.
    const isRange = vocabulary.through.has(norm) && (!isRepeating || vocabulary.quarters.has(before));
    const isLink = run !== undefined && (isRange || vocabulary.links.has(norm));
    const text = isShort && (isLink || isDateWord(norm, vocabulary)) ? dateText(words, index, vocabulary) : undefined;
    if (text === undefined) {
      run = undefined;
      continue;
    }
    if (!run) {
      if (runs.length === mostRuns) break;
      run = { text: "", from: index, starts: [], ends: [] };
      runs.push(run);
    }
    if (run.starts.length === mostWords) continue;
    if (run.text !== "") run.text += " ";
    run.starts.push(run.text.length);
    run.text += text;
    run.ends.push(run.text.length);
  }
  return runs;
}

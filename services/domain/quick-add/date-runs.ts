import type { Steps } from "../steps";
import { isDateWord } from "./date-words";
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

/** The runs of a text, in order. */
export function dateRuns(words: readonly Word[], vocabulary: Vocabulary, steps: Steps): DateRun[] {
  const runs: DateRun[] = [];
  let run: DateRun | undefined;
  for (const [index, { text, norm }] of words.entries()) {
    steps.take();
    if (norm === "" || norm.length > longestWord || !isDateWord(norm, vocabulary)) {
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
    // "24.12." needs its dot; commas, and what ends a sentence, do not belong to a date.
    run.text += /^[\d.]+\.$/.test(text) ? text : text.slice(0, norm.length);
    run.ends.push(run.text.length);
  }
  return runs;
}

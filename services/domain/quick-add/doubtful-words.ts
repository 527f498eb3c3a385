import { saysADate, shortDuration } from "./date-words";
import type { Vocabulary } from "./vocabulary";
import type { Word } from "./words";

/** `20.50`: an amount, or the time of a clock. */
const dotted = /^\d{1,4}\.\d{2}$/;

/**
 * The word as chrono-node gets it, or undefined where it is no part of a date although it looks like one. The dot of a
 * time becomes a colon, which both languages know.
 */
export function dateText(words: readonly Word[], index: number, vocabulary: Vocabulary): string | undefined {
  const { norm = "", text = "" } = words[index] ?? {};
  const before = words[index - 1]?.norm ?? "";
  // "24.12." needs its dot; commas, and what ends a sentence, do not belong to a date.
  if (/^[\d.]+\.$/.test(text)) return text;
  const written = text.slice(0, norm.length);
  if (dotted.test(norm)) return isClock(words, index, vocabulary) ? norm.replace(".", ":") : undefined;
  // "walk 1h" is a duration, and "from 5" would be an hour to chrono-node.
  if (shortDuration.test(norm)) return before === "in" ? written : undefined;
  if (norm.includes("/") && vocabulary.language === "de") return undefined;
  // chrono-node does not know `gegen`.
  if (norm === "gegen") return "um";
  if (norm === "from" && vocabulary.months.has(words[index + 2]?.norm ?? "")) return "on";
  if (vocabulary.ambiguous.has(norm)) return isWeekday(words, index, vocabulary) ? written : undefined;
  if (vocabulary.timesOfDay.has(norm) && vocabulary.greetings.has(before)) return undefined;
  return norm === "morgen" ? morgen(words, index, vocabulary) : written;
}

/** `pay 20.50` is an amount; `at 20.50` and `20.50 Uhr` are times. */
const isClock = (words: readonly Word[], index: number, { clockBefore, clockAfter }: Vocabulary): boolean =>
  clockBefore.has(words[index - 1]?.norm ?? "") || clockAfter.has(words[index + 1]?.norm ?? "");

/** Whether `sat` or `so` is a weekday: before a date or a time, or at the end. "The cat sat on the mat." */
function isWeekday(words: readonly Word[], index: number, vocabulary: Vocabulary): boolean {
  const { text = "", norm = "" } = words[index] ?? {};
  if (vocabulary.articles.has(words[index - 1]?.norm ?? "")) return false;
  let after = index + 1;
  while (after < index + 3 && isBetween(words[after]?.norm ?? "", vocabulary)) after += 1;
  const [next = "", second = ""] = [words[after]?.norm, words[after + 1]?.norm];
  const isEverydayWord = vocabulary.everydayWords.has(norm);
  // "so gegen 8" is about 8.
  if (isEverydayWord && /^\p{Ll}/u.test(text) && after > index + 1) return false;
  if (next === "" && after === index + 1) return !isEverydayWord || /^\p{Lu}/u.test(text);
  // "do 3 pushups".
  if (/^\d{1,4}$/.test(next)) {
    const isHour = vocabulary.clockBefore.has(words[after - 1]?.norm ?? "") || vocabulary.clockAfter.has(second);
    return isHour || second === "" || vocabulary.months.has(second);
  }
  return saysADate(next, vocabulary) && (!isEverydayWord || /^\d/.test(next));
}

const isBetween = (norm: string, { glue, prepositions }: Vocabulary): boolean =>
  glue.has(norm) || prepositions.has(norm);

/** `Morgen` is tomorrow, a noun after an article, and the morning in "am Morgen" and "jeden Morgen". */
function morgen(words: readonly Word[], index: number, { articles, every }: Vocabulary): string | undefined {
  const { text = "" } = words[index] ?? {};
  const before = words[index - 1];
  // A rule has taken its "jeden", so that only its text is left.
  const wordBefore = before?.text.toLowerCase() ?? "";
  if (wordBefore === "am" || every.has(wordBefore)) return "morgens";
  return articles.has(wordBefore) && text.startsWith("M") ? undefined : text.slice(0, "morgen".length);
}

import { closest, distance } from "fastest-levenshtein";

/** `Did you mean list?` for a word that is almost one of the known ones, else the list of them. */
export function suggest(word: string, known: readonly string[]): string {
  const best = closest(word, known);
  if (distance(word.toLowerCase(), best.toLowerCase()) <= Math.max(2, word.length / 3)) return `Did you mean ${best}?`;
  return `Known are: ${known.join(", ")}.`;
}

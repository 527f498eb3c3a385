import { closest, distance } from "fastest-levenshtein";

/** `Did you mean "…"?` for a word that is almost one of the known ones, else the list of them. */
export function didYouMean(word: string, known: readonly string[]): string {
  if (known.length === 0) return "This section takes no keys.";
  const best = closest(word, known);
  if (distance(word.toLowerCase(), best.toLowerCase()) <= Math.max(2, word.length / 3))
    return `Did you mean "${best}"?`;
  return `Known are: ${known.join(", ")}.`;
}

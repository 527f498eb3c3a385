/** Letters as wide as ideographs, or as narrow as Latin ones, and the space between ideographs: Unicode's halfwidth and fullwidth forms. */
const widths = /[\u3000\uff01-\uffee]+/gu;
/** In capitals, ß is written SS. */
const sharpS = /[sS]{2}|[ßẞ]/gu;
/** Places with ß or ss that are searched for in both spellings: each doubles the texts to look for. */
const mostSharpS = 3;

/**
 * A search, and how else people write it. Case is no matter here: freehold.fold_case makes it none, in tasks_by_terms as well. It keeps
 * ß and widths, so a search looks for both.
 */
export function spellingsOf(search: string): string[] {
  const usual = search.replace(widths, (letters) => letters.normalize("NFKC"));
  const places = [...usual.matchAll(sharpS)].slice(0, mostSharpS);
  // From the last on, so that those before stay where they are.
  const spellings = places.toReversed().reduce(
    (all, { 0: found, index }) =>
      all.flatMap((text) => {
        const other = found.length === 2 ? "ß" : "ss";
        return [text, `${text.slice(0, index)}${other}${text.slice(index + found.length)}`];
      }),
    [usual],
  );
  return [...new Set([search, ...spellings])];
}

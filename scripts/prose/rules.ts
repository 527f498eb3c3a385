/** A turn of phrase to avoid, and what to write. */
export interface Rule {
  readonly pattern: RegExp;
  readonly advice: string;
}

/** Words and turns that make a reader start a sentence again. */
export const rules: readonly Rule[] = [
  { pattern: /\bwhoever\b/i, advice: "name who: the user, the relay, the operator" },
  // "…, whatever happens" is plain English; "whatever is refused" as a subject is not.
  { pattern: /(?<!, )\bwhatever\b/i, advice: "name it, or write any or everything that" },
  {
    pattern: /\bnobody(?= (?!else\b|in\b|to\b|again\b|here\b)\p{L})/iu,
    advice: "say who does not: the consumer does not …, no user …",
  },
  { pattern: /(?:^|[.:;] )Nothing\b/, advice: "name the subject: no event, no statement, the command does not …" },
  { pattern: /\banew\b/i, advice: "again" },
  { pattern: /\bfor good\b/i, advice: "forever, or you cannot change it later" },
  { pattern: /\blest\b/i, advice: "so that … not" },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, advice: "fix, repair, correct" },
  { pattern: /\b(?:is|are|was|were|be|been) had\b/i, advice: "runs, takes effect" },
  { pattern: /\b(?:is|are|was|were) to be\b/i, advice: "an imperative: set …, or must" },
  { pattern: /\bha(?:s|ve) got\b/i, advice: "has" },
  { pattern: /\bby itself\b/i, advice: "alone, or name what triggers it" },
  { pattern: /\bnone the less\b/i, advice: "still" },
  { pattern: /\bso that an? [\w-]+ can\b/i, advice: "for …, or let … do it" },
  // Names in the database, such as bus_log, are one word each and pass.
  { pattern: /\bbus(?:es)?\b/i, advice: "transport for our port, broker for the server behind it: docs/glossary.md" },
  { pattern: /\bwithout further ado\b/i, advice: "leave it out" },
];

/** More words than this in a sentence of a page or a comment are an error. */
export const mostWords = 40;

/** What is wrong with a sentence. */
export function problemsOf(sentence: string, limitLength: boolean): string[] {
  const found = rules.flatMap(({ pattern, advice }) => {
    const [match] = pattern.exec(sentence) ?? [];
    return match ? [`"${match.trim()}": ${advice}`] : [];
  });
  const words = sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  return limitLength && words > mostWords
    ? [...found, `${words} words in a sentence, at most ${mostWords}: split it`]
    : found;
}

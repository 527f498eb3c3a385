/** A word of the text, as the readers of quick add look at it. */
export interface Word {
  /** As it is written, with the punctuation behind it. */
  text: string;
  /** In small letters, without the punctuation behind it. Empty when no reader may take it: it is in double quotes. */
  norm: string;
  /** Where it is in the text, in UTF-16 code units. */
  start: number;
  end: number;
  /** Whether a comma follows: a list may go on. */
  hasComma: boolean;
  /** Whether it became something else than title. */
  isTaken: boolean;
}

const quoted = /["“„][^"“”„]*["”“]/g;

/** The words of a text. Words in double quotes stay in the title: `read "Tomorrow never dies" tomorrow`. */
export function wordsOf(text: string): Word[] {
  const quotes = [...text.matchAll(quoted)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }));
  return [...text.matchAll(/\S+/g)].map(({ index: start, 0: word }) => {
    const end = start + word.length;
    const isQuoted = quotes.some(({ from, to }) => start < to && end > from);
    // The dot of "15." makes it an ordinal.
    const bare = /^\d{1,2}\.$/.test(word) ? word : word.replace(/(?<=[^,.;:!?])[,.;:!?]{1,3}$/, "");
    const norm = isQuoted ? "" : bare.toLowerCase();
    return { text: word, norm, start, end, hasComma: word.endsWith(","), isTaken: false };
  });
}

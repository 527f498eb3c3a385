import type { Priority } from "../../contracts/task";
import type { Vocabulary } from "./vocabulary";
import type { Word } from "./words";

/** A tag has a letter: `#12` is the number of a thing. */
const tag = /^#([\p{L}\p{N}_/-]*\p{L}[\p{L}\p{N}_/-]*)$/u;

/** The tag that a word is: `#home`. It keeps its capitals. */
export const tagOf = ({ text, norm }: Word): string | undefined =>
  norm.startsWith("#") ? tag.exec(text.slice(0, norm.length))?.[1] : undefined;

/** The priority that a word is in one of the languages: `!high`, `!hoch`. */
export const priorityOf = ({ norm }: Word, vocabularies: readonly Vocabulary[]): Priority | undefined =>
  vocabularies.find(({ priorities }) => priorities.has(norm))?.priorities.get(norm);

import { casual as german } from "chrono-node/de";
import type { Chrono, Parser } from "chrono-node/en";
import { casual as english } from "chrono-node/en";
import { englishParsers } from "./chrono-english";
import { germanParsers } from "./chrono-german";
import type { Language } from "./vocabulary";

const withParsers = (chrono: Chrono, parsers: readonly Parser[]): Chrono => {
  const made = chrono.clone();
  // Of two readings of the same words, chrono-node takes that of the first parser.
  made.parsers.unshift(...parsers);
  return made;
};

/** What reads dates and times, by language. */
export const chronos: Readonly<Record<Language, Chrono>> = {
  en: withParsers(english, englishParsers),
  de: withParsers(german, germanParsers),
};

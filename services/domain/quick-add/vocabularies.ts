import { english } from "./english";
import { german } from "./german";
import type { Language, Vocabulary } from "./vocabulary";

/** The words of quick add, by language. */
export const vocabularies: Readonly<Record<Language, Vocabulary>> = { en: english, de: german };

/** Marks and reminders are read in each language, whatever the rest of a text is in: `morgen 18:00 remind 1h before`. */
export const everyVocabulary: readonly Vocabulary[] = Object.values(vocabularies);

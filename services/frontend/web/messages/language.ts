import { de } from "./de";
import { en, type Messages } from "./en";

const known: Record<string, Messages> = { en, de };
const languageOf = (locale: string): string => locale.split("-")[0] ?? "";

/** The first of the user's languages that the page speaks, with its region: dates are written as there. */
export const locale = navigator.languages.find((each) => languageOf(each) in known) ?? "en-GB";
export const language = languageOf(locale);
export const t: Messages = known[language] ?? en;

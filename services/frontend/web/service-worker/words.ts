const words: Record<string, (date: string) => string> = {
  en: (date) => `Due ${date}`,
  de: (date) => `Fällig ${date}`,
};
const languageOf = (locale: string): string => locale.split("-")[0] ?? "";

/** As messages/language.ts chooses it: a worker must not hold the text of the whole page. */
const locale = navigator.languages.find((each) => languageOf(each) in words) ?? "en-GB";

/** When a task is due, in the user's language and zone. */
export const dueWords = (due: Date): string => {
  const date = due.toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  return words[languageOf(locale)]?.(date) ?? date;
};

const words: Record<string, { due: (date: string) => string; test: string }> = {
  en: { due: (date) => `Due ${date}`, test: "It works: reminders arrive in this browser." },
  de: { due: (date) => `Fällig ${date}`, test: "Es klappt: Erinnerungen kommen in diesem Browser an." },
};
const languageOf = (locale: string): string => locale.split("-")[0] ?? "";

/** As messages/language.ts chooses it: a worker must not hold the text of the whole page. */
const locale = navigator.languages.find((each) => languageOf(each) in words) ?? "en-GB";

/** When a task is due, in the user's language: a moment in the user's zone, or a whole day, as 2026-03-01. */
export function dueWords(dueAt: string | null | undefined, dueOn: string | undefined): string {
  if (!dueAt) return "";
  const date = dueOn
    ? new Date(`${dueOn}T00:00`).toLocaleDateString(locale, { dateStyle: "medium" })
    : new Date(dueAt).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  return words[languageOf(locale)]?.due(date) ?? date;
}

export const testWords = words[languageOf(locale)]?.test ?? "";

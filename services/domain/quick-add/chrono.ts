import { casual as german } from "chrono-node/de";
import type { Chrono, Parser } from "chrono-node/en";
import { casual as english } from "chrono-node/en";
import { dateOf, dayOf, daysInMonth } from "../calendar";
import type { Language } from "./vocabulary";

/** The date of the reference: see wallClock. */
const todayOf = ({ reference }: Parameters<Parser["extract"]>[0]) => {
  const today = reference.instant;
  return { year: today.getFullYear(), month: today.getMonth() + 1, day: today.getDate() };
};

/** `day after tomorrow`: chrono-node only reads its last word. */
const dayAfterTomorrow: Parser = {
  pattern: () => /\b(?:the )?day after tomorrow\b/i,
  extract: (context) => {
    const { year, month, day } = todayOf(context);
    const { dayOfMonth, ...found } = dateOf(dayOf(year, month, day) + 2);
    return context.createParsingComponents({ ...found, day: dayOfMonth });
  },
};

/** `the 15th`: the next one that there is, from today on. */
const dayOfThisOrALaterMonth: Parser = {
  pattern: () => /\bthe (\d{1,2})(?:st|nd|rd|th)\b/i,
  extract: (context, match) => {
    const wanted = Number(match[1]);
    const today = todayOf(context);
    for (let ahead = today.day > wanted ? 1 : 0; ahead < 3; ahead += 1) {
      const month = ((today.month - 1 + ahead) % 12) + 1;
      const year = today.year + (month < today.month ? 1 : 0);
      if (wanted >= 1 && wanted <= daysInMonth(year, month)) {
        return context.createParsingComponents({ year, month, day: wanted });
      }
    }
    return null;
  },
};

/** `24.12.`: chrono-node wants a year. */
const dayAndMonth: Parser = {
  pattern: () => /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(?!\d)/,
  extract: (context, match) => {
    const [day, month] = [Number(match[1]), Number(match[2])];
    const { year } = todayOf(context);
    const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
    return exists ? context.createParsingComponents({ day, month }) : null;
  },
};

const withParsers = (chrono: Chrono, ...parsers: Parser[]): Chrono => {
  const made = chrono.clone();
  made.parsers.push(...parsers);
  return made;
};

/** What reads dates and times, by language. */
export const chronos: Readonly<Record<Language, Chrono>> = {
  en: withParsers(english, dayAfterTomorrow, dayOfThisOrALaterMonth),
  de: withParsers(german, dayAndMonth),
};

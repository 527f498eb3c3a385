import type { Parser } from "chrono-node/en";
import { daysInMonth } from "../calendar";
import { clockParts, nextWeekday, partsOf, referenceDate, referenceDay, weekdayOfNextWeek } from "./chrono-reference";
import { english } from "./english";

/** `day after tomorrow`: chrono-node only reads its last word. */
const dayAfterTomorrow: Parser = {
  pattern: () => /\b(?:the )?day after tomorrow\b/i,
  extract: (context) => {
    return context.createParsingComponents(partsOf(referenceDay(context) + 2));
  },
};

/** `the 15th`: the next one that there is, from today on. */
const dayOfThisOrALaterMonth: Parser = {
  pattern: () => /\bthe (\d{1,2})(?:st|nd|rd|th)\b/i,
  extract: (context, match) => {
    const wanted = Number(match[1]);
    const today = referenceDate(context);
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

const counts = "an?|one|two|three|four|\\d{1,2}";
const weekdays = [...english.weekdays.keys()].join("|");

/** `two weeks from today`, `a week from friday`. */
const weeksFrom: Parser = {
  pattern: () => new RegExp(`\\b(${counts}) (days?|weeks?) from (today|now|tomorrow|${weekdays})\\b`, "i"),
  extract: (context, match) => {
    const [, count = "", unit = "", from = ""] = match.map((part) => part.toLowerCase());
    const today = referenceDay(context);
    const weekday = english.weekdays.get(from);
    const start = weekday === undefined ? today + (from === "tomorrow" ? 1 : 0) : nextWeekday(today, weekday);
    const many = english.numbers.get(count) ?? Number(count);
    return context.createParsingComponents(partsOf(start + many * (unit.startsWith("week") ? 7 : 1)));
  },
};

/** `next week monday`: chrono-node reads `monday next week` alone. */
const ofNextWeek: Parser = {
  pattern: () => new RegExp(`\\bnext week (?:on )?(${weekdays})\\b`, "i"),
  extract: (context, [, name = ""]) => {
    const weekday = english.weekdays.get(name.toLowerCase()) ?? 0;
    return context.createParsingComponents(partsOf(weekdayOfNextWeek(referenceDay(context), weekday)));
  },
};

/** `at 7 in the evening`: chrono-node knows the morning and the afternoon. */
const inTheEvening: Parser = {
  pattern: () => /\b(?:at )?(\d{1,2})(?::(\d{2}))? (?:in the evening|at night|tonight)\b/i,
  extract: (context, [, hours, minutes = "0"]) => {
    const [hour, minute] = [Number(hours), Number(minutes)];
    if (hour < 4 || hour > 11 || minute > 59) return null;
    return context.createParsingComponents(clockParts({ hour: hour + 12, minute }));
  },
};

/** `quarter to 5pm`, `half past 8`, `20 past 8`, but not `5 to 10`, which is a range. Without am and pm, small hours are in the afternoon. */
const aroundTheHour: Parser = {
  pattern: () => /\b(?:at )?(?:a )?(quarter|half|\d{1,2}) (to|past) (\d{1,2}) ?(am|pm)?\b/i,
  extract: (context, match) => {
    const [, part = "", side = "", hours = "", half] = match.map((text) => text?.toLowerCase());
    const minutes = part === "quarter" ? 15 : part === "half" ? 30 : Number(part);
    const named = Number(hours);
    if (named < 1 || named > 12 || minutes < 1 || minutes > 30 || (part !== "quarter" && side === "to")) return null;
    const isAfternoon = half === "pm" || (half === undefined && named <= 6);
    const hour = (named % 12) + (isAfternoon || (half === undefined && named === 12) ? 12 : 0);
    const of = hour * 60 + (side === "to" ? -minutes : minutes) + 1_440;
    return context.createParsingComponents(clockParts({ hour: Math.floor(of / 60), minute: of % 60 }));
  },
};

/** What chrono-node does not read in English, or reads wrong. */
export const englishParsers: readonly Parser[] = [
  dayAfterTomorrow,
  dayOfThisOrALaterMonth,
  weeksFrom,
  ofNextWeek,
  inTheEvening,
  aroundTheHour,
];

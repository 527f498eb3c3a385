import type { Parser } from "chrono-node/en";
import { daysInMonth } from "../calendar";
import {
  clockParts,
  nextWeekday,
  partsOf,
  referenceDate,
  referenceDay,
  weekdayOf,
  weekdayOfNextWeek,
} from "./chrono-reference";
import { german } from "./german";

/** `24.12.`: chrono-node wants a year. */
const dayAndMonth: Parser = {
  pattern: () => /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(?!\d)/,
  extract: (context, match) => {
    const [day, month] = [Number(match[1]), Number(match[2])];
    const { year } = referenceDate(context);
    const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
    return exists ? context.createParsingComponents({ day, month }) : null;
  },
};

/** Hours of the times of day. */
const hours: Readonly<Record<string, number>> = {
  morgen: 9,
  früh: 9,
  vormittag: 10,
  mittag: 12,
  nachmittag: 15,
  abend: 18,
  nacht: 22,
};
const partsOfDay = Object.keys(hours).join("|");
/** Before an hour that is one: "abends 2 Tabletten" has none. */
const clear = "(?:(?:um|gegen) |(?=\\d{1,2}(?::\\d{2}| uhr)))";
const weekdays = [...german.weekdays.keys()].join("|");

/** `Freitagabend`, `Montag Morgen`, `morgen früh`, `heute Nacht`, `Freitag Abend um 8`. */
const dayWithPart: Parser = {
  pattern: () =>
    new RegExp(
      `(?:am )?(heute|morgen|übermorgen|${weekdays}) ?(${partsOfDay})(?: ${clear}(\\d{1,2})(?::(\\d{2}))?(?: uhr)?)?(?![\\p{L}\\d.])`,
      "iu",
    ),
  extract: (context, match) => {
    const [, name = "", part = "", digits, minutes = "0"] = match.map((text) => text?.toLowerCase());
    const named = digits === undefined ? hours[part] : Number(digits);
    const isLate = digits !== undefined && Number(digits) < 12 && (hours[part] ?? 0) > 12;
    const [hour, minute] = [(named ?? 0) + (isLate ? 12 : 0), Number(minutes)];
    if (hour > 23 || minute > 59) return null;
    const today = referenceDay(context);
    const weekday = german.weekdays.get(name);
    const ahead = ["heute", "morgen", "übermorgen"].indexOf(name);
    // On a Friday, `Freitagabend` is the same day until its evening.
    const isToday = weekday === weekdayOf(today) && context.reference.instant.getHours() < hour;
    const day = weekday === undefined ? today + ahead : isToday ? today : nextWeekday(today, weekday);
    return context.createParsingComponents({ ...partsOf(day), ...clockParts({ hour, minute }) });
  },
};

/** `abends`, without a number. */
const partAlone: Parser = {
  pattern: () => /(morgens|vormittags|mittags|nachmittags|abends|nachts)(?![\p{L}])/iu,
  extract: (context, [, part = ""]) =>
    context.createParsingComponents(clockParts({ hour: hours[part.toLowerCase().slice(0, -1)] ?? 0, minute: 0 })),
};

/** `abends um 8`: chrono-node reads `8 Uhr abends` alone. */
const partBeforeHour: Parser = {
  pattern: () =>
    new RegExp(
      `(morgens|vormittags|nachmittags|abends) ${clear}(\\d{1,2})(?::(\\d{2}))?(?: uhr)?(?![\\p{L}\\d])`,
      "iu",
    ),
  extract: (context, [, part = "", digits, minutes = "0"]) => {
    const [hour, minute] = [Number(digits), Number(minutes)];
    if (hour > 23 || minute > 59) return null;
    const isLate = /^(nach|ab)/i.test(part) && hour < 12;
    return context.createParsingComponents(clockParts({ hour: isLate ? hour + 12 : hour, minute }));
  },
};

const numbers = [...german.numbers.keys(), "eins"].join("|");

/** `halb neun`, `viertel nach 8`, `halb acht abends`: by a clock of twelve hours, whose small ones are in the afternoon. */
const aroundTheHour: Parser = {
  pattern: () =>
    new RegExp(
      `(?:um |gegen )?(halb|viertel (?:vor|nach)) (\\d{1,2}|${numbers})(?: uhr)?(?: (morgens|nachmittags|abends|nachts))?(?![\\p{L}\\d])`,
      "iu",
    ),
  extract: (context, match) => {
    const [, side = "", name = "", part] = match.map((text) => text?.toLowerCase());
    const named = name === "eins" ? 1 : (german.numbers.get(name) ?? Number(name));
    if (named < 1 || named > 24) return null;
    const offset = side === "halb" ? -30 : side.endsWith("vor") ? -15 : 15;
    const isNamedLate = part === "nachmittags" || part === "abends" || (part === "nachts" && named > 6);
    const minutes = named * 60 + offset;
    const isLate = part === undefined ? minutes < 6 * 60 : isNamedLate && named <= 12;
    const of = minutes + (isLate ? 720 : 0);
    return context.createParsingComponents(clockParts({ hour: Math.floor(of / 60), minute: of % 60 }));
  },
};

/** `Montag in einer Woche`, `Montag in 2 Wochen`. */
const inWeeks: Parser = {
  pattern: () => new RegExp(`(?:am )?(${weekdays}) in (einer|zwei|drei|vier|\\d{1,2}) wochen?(?![\\p{L}])`, "iu"),
  extract: (context, match) => {
    const [, name = "", count = ""] = match.map((text) => text.toLowerCase());
    const day = nextWeekday(referenceDay(context), german.weekdays.get(name) ?? 0);
    return context.createParsingComponents(partsOf(day + 7 * (german.numbers.get(count) ?? Number(count))));
  },
};

/** `nächste Woche Montag`, `Montag nächster Woche`. */
const ofNextWeek: Parser = {
  pattern: () => {
    const next = "(?:nächste|nächster|kommende|kommender) woche";
    return new RegExp(`(?:${next} (?:am )?(${weekdays})|(?:am )?(${weekdays}) ${next})(?![\\p{L}])`, "iu");
  },
  extract: (context, match) => {
    const weekday = german.weekdays.get((match[1] ?? match[2] ?? "").toLowerCase()) ?? 0;
    return context.createParsingComponents(partsOf(weekdayOfNextWeek(referenceDay(context), weekday)));
  },
};

/** `am Wochenende`: its Saturday, and the day itself on a weekend. */
const weekend: Parser = {
  pattern: () => /(?:am|dieses|kommendes|am kommenden|(am nächsten|nächstes)) wochenende(?![\p{L}])/iu,
  extract: (context, [, isNext]) => {
    const today = referenceDay(context);
    const day = isNext ? weekdayOfNextWeek(today, 5) : weekdayOf(today) >= 5 ? today : nextWeekday(today, 5);
    return context.createParsingComponents(partsOf(day));
  },
};

/** What chrono-node does not read in German, or reads wrong. */
export const germanParsers: readonly Parser[] = [
  dayAndMonth,
  dayWithPart,
  partAlone,
  partBeforeHour,
  aroundTheHour,
  inWeeks,
  ofNextWeek,
  weekend,
];

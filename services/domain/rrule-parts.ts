import { fieldProblem } from "../contracts/field-problem";
import { RecurrenceError } from "./recurrence-error";

/** Tasks repeat daily or slower: within a day, local time is not a clock that can be counted on. */
export const frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
export type Frequency = (typeof frequencies)[number];

/** The weekdays as rules name them. Their place in the list is their number, from Monday as 0. */
export const weekdayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** The weekdays of BYDAY: those that are meant each time, and those with a number, such as -1FR. */
export interface Weekdays {
  every: ReadonlySet<number>;
  numbered: ReadonlyMap<number, ReadonlySet<number>>;
}

/** The rule of the RFC that a refusal rests on. */
export const rfc = "(RFC 5545 3.3.10)";

/**
 * @param part what of the rule is wrong; empty for the rule as a whole
 * @param message what is wrong, after the part's name
 * @throws RecurrenceError for the field rrule
 */
export function refuse(part: string, message: string): never {
  const problem = part
    ? fieldProblem("RULE_PART_REFUSED", `${part}${message}`, { part })
    : fieldProblem("RULE_MALFORMED", message);
  throw new RecurrenceError("rrule", problem);
}

/** A positive number without a sign. Freehold has a limit of its own, because it counts the dates up to COUNT. */
const positive = (name: string, limit: number) => (value: string) => {
  if (!/^\d+$/.test(value) || Number(value) === 0) {
    return refuse(name, `=${value} is not one positive whole number ${rfc}.`);
  }
  return Number(value) <= limit ? Number(value) : refuse(name, `=${value} is over ${limit}, the limit of Freehold.`);
};

/** A list of numbers as a set: a value that is given twice counts once. */
const numbers = (name: string, low: number, high: number) => (value: string) => {
  const digits = new RegExp(`^\\d{1,${String(high).length}}$`);
  return listOf(value, (text) => {
    const number = digits.test(text) ? Number(text) : Number.NaN;
    if (number >= low && number <= high) return number;
    return refuse(name, ` takes numbers from ${low} to ${high}, and "${text}" is none of them ${rfc}.`);
  });
};

/** A list of numbers of which those below zero count from the end. */
const signedNumbers = (name: string, high: number) => (value: string) => {
  const digits = new RegExp(`^[+-]?\\d{1,${String(high).length}}$`);
  return listOf(value, (text) => {
    const number = digits.test(text) ? Number(text) : 0;
    if (number !== 0 && Math.abs(number) <= high) return number;
    return refuse(name, ` takes numbers from 1 to ${high} or -${high} to -1, and "${text}" is none of them ${rfc}.`);
  });
};

const listOf = (value: string, read: (text: string) => number): ReadonlySet<number> =>
  new Set(value.split(",").map(read));

function frequency(value: string): Frequency {
  const found = frequencies.find((name) => name === value);
  if (found) return found;
  if (["SECONDLY", "MINUTELY", "HOURLY"].includes(value)) {
    return refuse("FREQ", `=${value} is not supported: a task repeats ${frequencies.join(", ")}.`);
  }
  return refuse("FREQ", `=${value} is not one of ${frequencies.join(", ")} ${rfc}.`);
}

function weekday(value: string): number {
  const found = weekdayNames.indexOf(value);
  return found >= 0 ? found : refuse("WKST", `=${value} is not one of ${weekdayNames.join(", ")} ${rfc}.`);
}

function weekdays(value: string): Weekdays {
  const every = new Set<number>();
  const numbered = new Map<number, Set<number>>();
  for (const text of value.split(",")) {
    const [, digits, name = ""] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? [];
    const day = weekdayNames.indexOf(name);
    const number = digits === undefined ? undefined : Number(digits);
    if (day < 0 || number === 0 || Math.abs(number ?? 1) > 53) {
      refuse("BYDAY", ` takes weekdays such as MO, 1MO or -1FR, with a number up to 53, and "${text}" is none ${rfc}.`);
    }
    if (number === undefined) every.add(day);
    else numbered.set(day, (numbered.get(day) ?? new Set()).add(number));
  }
  return { every, numbered };
}

/** The start of a series has a time zone, and so UNTIL must be an instant. A leap second counts as the one before it. */
function until(value: string): number {
  const [, date, hour, minute, second] = /^(\d{8})T(\d\d)(\d\d)(\d\d)Z$/.exec(value) ?? [];
  if (!date) return refuse("UNTIL", `=${value} is not a time in UTC such as UNTIL=20271231T225959Z ${rfc}.`);
  const day = date.replace(/(\d{4})(\d\d)(\d\d)/, "$1-$2-$3");
  const at = Date.parse(`${day}T${hour}:${minute}:${second === "60" ? "59" : second}Z`);
  const exists = Number(hour) < 24 && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
  return exists ? at : refuse("UNTIL", `=${value} names a date or a time that does not exist ${rfc}.`);
}

/** The parts that a rule may have, each with the reader of its value. Source: RFC 5545, section 3.3.10. */
export const partReaders = {
  FREQ: frequency,
  UNTIL: until,
  COUNT: positive("COUNT", 9_999),
  INTERVAL: positive("INTERVAL", 999),
  BYMINUTE: numbers("BYMINUTE", 0, 59),
  BYHOUR: numbers("BYHOUR", 0, 23),
  BYDAY: weekdays,
  BYMONTHDAY: signedNumbers("BYMONTHDAY", 31),
  BYYEARDAY: signedNumbers("BYYEARDAY", 366),
  BYWEEKNO: signedNumbers("BYWEEKNO", 53),
  BYMONTH: numbers("BYMONTH", 1, 12),
  BYSETPOS: signedNumbers("BYSETPOS", 366),
  WKST: weekday,
};

export type PartName = keyof typeof partReaders;
export const isPartName = (name: string): name is PartName => Object.hasOwn(partReaders, name);

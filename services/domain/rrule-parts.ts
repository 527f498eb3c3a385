/** Whether every number of a comma-separated list lies within bounds; below zero they count from the end. */
const numbers =
  (low: number, high: number, fromEnd = false) =>
  (value: string): boolean =>
    value.split(",").every((text) => {
      if (!/^[+-]?\d{1,4}$/.test(text)) return false;
      const number = Number(text);
      return (number >= low && number <= high) || (fromEnd && number <= -low && number >= -high);
    });

const weekday = "(MO|TU|WE|TH|FR|SA|SU)";
const matches = (pattern: RegExp) => (value: string) => pattern.test(value);

/** Tasks repeat daily or slower: within a day, local time is not a clock that can be counted on. */
const frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

/**
 * The parts of a rule and their values, without those that only make sense within a day. The library passes over what
 * it does not know, and reads some wrong values as others. Source: RFC 5545, section 3.3.10.
 */
const parts = new Map<string, (value: string) => boolean>([
  ["FREQ", (value) => frequencies.includes(value)],
  ["UNTIL", matches(/^\d{8}(T\d{6}Z?)?$/)],
  ["COUNT", numbers(1, 9_999)],
  ["INTERVAL", numbers(1, 999)],
  ["BYMINUTE", numbers(0, 59)],
  ["BYHOUR", numbers(0, 23)],
  ["BYDAY", matches(new RegExp(`^([+-]?\\d{1,2})?${weekday}(,([+-]?\\d{1,2})?${weekday})*$`))],
  ["BYMONTHDAY", numbers(1, 31, true)],
  ["BYYEARDAY", numbers(1, 366, true)],
  ["BYWEEKNO", numbers(1, 53, true)],
  ["BYMONTH", numbers(1, 12)],
  ["BYSETPOS", numbers(1, 366, true)],
  ["WKST", matches(new RegExp(`^${weekday}$`))],
]);

/** What is wrong with the parts of a rule, which has no RRULE: before it; undefined when nothing is. */
export function wrongPart(rule: string): string | undefined {
  const seen = new Set<string>();
  for (const part of rule.toUpperCase().split(";")) {
    const [name = "", value, ...more] = part.split("=");
    const isRight = parts.get(name);
    if (!isRight) return `has a part that is not known: "${part}"`;
    if (seen.has(name)) return `says ${name} twice`;
    if (value === undefined || more.length > 0 || !isRight(value)) return `has a wrong value: "${part}"`;
    seen.add(name);
  }
  return seen.has("FREQ") ? undefined : `needs FREQ= with one of ${frequencies.join(", ")}`;
}

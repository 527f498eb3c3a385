import { locale } from "../messages/language";

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const twoDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
const percents = new Intl.NumberFormat(locale, { style: "percent" });
const times = new Intl.DateTimeFormat(locale, { timeStyle: "medium" });
type Unit = "millisecond" | "second" | "minute" | "hour" | "megabyte";
const options = { style: "unit", unitDisplay: "short" } as const;

export const count = (value: number): string => whole.format(value);

/** A number with two digits that matter: 0.034, 1.2, 340. */
const short = (value: number): string => (value >= 100 ? whole : twoDigits).format(value);

const inUnit = (value: number, unit: Unit): string =>
  new Intl.NumberFormat(locale, {
    ...options,
    ...(value >= 100 ? { unit, maximumFractionDigits: 0 } : { unit, maximumSignificantDigits: 2 }),
  }).format(value);

export const rate = (perSecond: number): string => (perSecond < 0.005 ? "0/s" : `${short(perSecond)}/s`);

/** A time in the unit that suits it; a dash for one that is not known. */
export function duration(seconds: number | null): string {
  if (seconds === null) return "–";
  if (seconds < 1) return inUnit(seconds * 1_000, "millisecond");
  if (seconds < 120) return inUnit(seconds, "second");
  if (seconds < 7_200) return inUnit(Math.round(seconds / 60), "minute");
  return inUnit(Math.round(seconds / 3_600), "hour");
}

export const megabytes = (bytes: number): string => inUnit(bytes / 1e6, "megabyte");

/** The time of day of an instant, to the second. */
export const clock = (instant: string): string => times.format(new Date(instant));

/** @param share 0 to 1 */
export const percent = (share: number): string => percents.format(share);

export const plural = (value: number, one: string, many: string): string =>
  `${count(value)} ${value === 1 ? one : many}`;

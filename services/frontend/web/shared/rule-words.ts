import { t } from "../messages/language";

type Parts = Partial<Record<string, string>>;

const workdays = "MO,TU,WE,TH,FR";
/** The parts that have words here. */
const known = ["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "COUNT", "UNTIL"];
const list = new Intl.ListFormat(t.rule.listLocale, { type: "conjunction" });
const date = new Intl.DateTimeFormat(t.rule.locale, { dateStyle: "medium" });

/**
 * A recurrence rule in words: "Every 2 weeks on Friday".
 * @returns undefined for a rule that only the API can make
 */
export function ruleInWords(rrule: string): string | undefined {
  const parts: Parts = Object.fromEntries(rrule.split(";").map((part) => part.split("=")));
  const { FREQ = "", INTERVAL = "1", COUNT, UNTIL } = parts;
  const { plain, everyNth, everyOn, times, until } = t.rule;
  const days = daysOf(FREQ, parts);
  if (!plain[FREQ] || days === undefined || Object.keys(parts).some((name) => !known.includes(name))) return undefined;
  const end = COUNT ? times(COUNT) : UNTIL ? until(date.format(instantOf(UNTIL))) : "";
  if (INTERVAL !== "1") return everyNth(INTERVAL, FREQ, days) + end;
  return (days === "" ? plain[FREQ] : everyOn(FREQ, days)) + end;
}

/** The days of a rule: "the 1st and the 15th". Empty when it has none, undefined when there are no words for them. */
function daysOf(frequency: string, { BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS }: Parts): string | undefined {
  if (!BYDAY && !BYMONTHDAY && !BYMONTH && !BYSETPOS) return "";
  if (BYDAY && BYMONTHDAY) return undefined;
  if (frequency === "WEEKLY") return BYMONTH || BYMONTHDAY || BYSETPOS ? undefined : weekdaysOf(BYDAY);
  if (frequency === "MONTHLY" && !BYMONTH) return daysOfMonth(BYDAY, BYMONTHDAY, BYSETPOS);
  const month = t.rule.months[Number(BYMONTH) - 1];
  if (frequency !== "YEARLY" || !month) return undefined;
  if (BYMONTHDAY && /^\d+$/.test(BYMONTHDAY) && !BYSETPOS) return t.rule.dayOfYear(BYMONTHDAY, month);
  const days = daysOfMonth(BYDAY, BYMONTHDAY, BYSETPOS);
  return days && t.rule.daysOfMonth(days, month);
}

function weekdaysOf(names = ""): string | undefined {
  if (names === workdays) return t.rule.workday;
  return joined(names.split(",").map((name) => t.rule.weekdays[name]));
}

function daysOfMonth(byDay?: string, byMonthDay?: string, position?: string): string | undefined {
  const place = position && t.rule.places[position];
  if (position) return byDay === workdays && place ? t.rule.placed(place, t.rule.workday) : undefined;
  return joined(byMonthDay ? byMonthDay.split(",").map(dayOfMonth) : (byDay ?? "").split(",").map(numberedWeekday));
}

/** @returns undefined when one of the words is missing */
function joined(words: (string | undefined)[]): string | undefined {
  const found = words.filter((word) => word !== undefined);
  return found.length === words.length ? list.format(found) : undefined;
}

function dayOfMonth(day: string): string | undefined {
  if (day === "-1") return t.rule.lastDay;
  return /^\d+$/.test(day) ? t.rule.dayOfMonth(Number(day)) : undefined;
}

/** @param day a weekday with a number, as -1FR */
function numberedWeekday(day: string): string | undefined {
  const [place, weekday] = [t.rule.places[day.slice(0, -2)], t.rule.weekdays[day.slice(-2)]];
  return place && weekday ? t.rule.placed(place, weekday) : undefined;
}

/** @param until as 20271231T225959Z */
const instantOf = (until: string): Date =>
  new Date(until.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, "$1-$2-$3T$4:$5:$6Z"));

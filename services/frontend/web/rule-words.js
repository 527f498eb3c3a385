/** A rule that is nothing but its frequency. @type {Record<string, string>} */
const plain = { DAILY: "Daily", WEEKLY: "Weekly", MONTHLY: "Monthly", YEARLY: "Yearly" };
/** @type {Record<string, string>} */
const units = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" };
/** @type {Record<string, string>} */
const weekdays = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};
const months = "January February March April May June July August September October November December".split(" ");
/** @type {Record<string, string>} */
const places = { 1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", "-1": "last" };
const workdays = "MO,TU,WE,TH,FR";
/** The parts that have words here. */
const known = ["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "COUNT", "UNTIL"];
const list = new Intl.ListFormat("en", { type: "conjunction" });
const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

/**
 * A recurrence rule in words: "Every 2 weeks on Friday".
 * @param {string} rrule
 * @returns {string | undefined} undefined for a rule that only the API can make
 */
export function ruleInWords(rrule) {
  /** @type {Partial<Record<string, string>>} */
  const parts = Object.fromEntries(rrule.split(";").map((part) => part.split("=")));
  const { FREQ = "", INTERVAL = "1", COUNT, UNTIL } = parts;
  const unit = units[FREQ];
  const days = daysOf(FREQ, parts);
  if (!unit || days === undefined || Object.keys(parts).some((name) => !known.includes(name))) return undefined;
  const end = COUNT ? `, ${COUNT} times` : UNTIL ? ` until ${date.format(instantOf(UNTIL))}` : "";
  if (INTERVAL !== "1") return `Every ${INTERVAL} ${unit}s${days && ` on ${days}`}${end}`;
  if (days === "") return `${plain[FREQ]}${end}`;
  return FREQ === "WEEKLY" ? `Every ${days}${end}` : `Every ${unit} on ${days}${end}`;
}

/**
 * The days of a rule: "the 1st and the 15th". Empty when it has none, undefined when there are no words for them.
 * @param {string} frequency
 * @param {Partial<Record<string, string>>} parts
 */
function daysOf(frequency, { BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS }) {
  if (!BYDAY && !BYMONTHDAY && !BYMONTH && !BYSETPOS) return "";
  if (BYDAY && BYMONTHDAY) return undefined;
  if (frequency === "WEEKLY") return BYMONTH || BYMONTHDAY || BYSETPOS ? undefined : weekdaysOf(BYDAY);
  if (frequency === "MONTHLY" && !BYMONTH) return daysOfMonth(BYDAY, BYMONTHDAY, BYSETPOS);
  const month = months[Number(BYMONTH) - 1];
  if (frequency !== "YEARLY" || !month) return undefined;
  if (/^\d+$/.test(BYMONTHDAY ?? "") && !BYSETPOS) return `${BYMONTHDAY} ${month}`;
  const days = daysOfMonth(BYDAY, BYMONTHDAY, BYSETPOS);
  return days && `${days} of ${month}`;
}

/** @param {string | undefined} names */
function weekdaysOf(names = "") {
  const words = names.split(",").map((name) => weekdays[name]);
  if (names === workdays) return "weekday";
  return words.every((word) => word !== undefined) ? list.format(words) : undefined;
}

/**
 * @param {string | undefined} byDay
 * @param {string | undefined} byMonthDay
 * @param {string | undefined} position
 */
function daysOfMonth(byDay, byMonthDay, position) {
  if (position) return byDay === workdays && places[position] ? `the ${places[position]} weekday` : undefined;
  const words = byMonthDay ? byMonthDay.split(",").map(dayOfMonth) : (byDay ?? "").split(",").map(numberedWeekday);
  return words.every((word) => word !== undefined) ? list.format(words) : undefined;
}

/** @param {string} day */
function dayOfMonth(day) {
  if (day === "-1") return "the last day";
  if (!/^\d+$/.test(day)) return undefined;
  const suffix = /(^|[^1])[123]$/.test(day) ? ["st", "nd", "rd"][Number(day.at(-1)) - 1] : "th";
  return `the ${day}${suffix}`;
}

/** @param {string} day a weekday with a number, as -1FR */
function numberedWeekday(day) {
  const [place, weekday] = [places[day.slice(0, -2)], weekdays[day.slice(-2)]];
  return place && weekday ? `the ${place} ${weekday}` : undefined;
}

/** @param {string} until as 20271231T225959Z */
const instantOf = (until) => new Date(until.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, "$1-$2-$3T$4:$5:$6Z"));

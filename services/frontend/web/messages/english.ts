/** "1 day", "2 days". */
export const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** "1st", "22nd", "13th". */
export function ordinal(day: number): string {
  const suffix = /(^|[^1])[123]$/.test(String(day)) ? ["st", "nd", "rd"][(day % 10) - 1] : "th";
  return `${day}${suffix}`;
}

const units: Record<string, string> = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" };

/** How a rule is said in English. */
export const rule = {
  /** In which lists and dates of rules are written. */
  locale: "en-GB",
  listLocale: "en",
  plain: { DAILY: "Daily", WEEKLY: "Weekly", MONTHLY: "Monthly", YEARLY: "Yearly" } as Record<string, string>,
  everyNth: (count: string, frequency: string, days: string) =>
    `Every ${count} ${units[frequency]}s${days && ` on ${days}`}`,
  everyOn: (frequency: string, days: string) =>
    frequency === "WEEKLY" ? `Every ${days}` : `Every ${units[frequency]} on ${days}`,
  weekdays: {
    MO: "Monday",
    TU: "Tuesday",
    WE: "Wednesday",
    TH: "Thursday",
    FR: "Friday",
    SA: "Saturday",
    SU: "Sunday",
  } as Record<string, string>,
  workday: "weekday",
  months: "January February March April May June July August September October November December".split(" "),
  places: { 1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", "-1": "last" } as Record<string, string>,
  placed: (place: string, day: string) => `the ${place} ${day}`,
  lastDay: "the last day",
  dayOfMonth: (day: number) => `the ${ordinal(day)}`,
  dayOfYear: (day: string, month: string) => `${day} ${month}`,
  daysOfMonth: (days: string, month: string) => `${days} of ${month}`,
  times: (count: string) => `, ${count} times`,
  until: (date: string) => ` until ${date}`,
  inZone: (zone: string) => ` in ${zone}`,
  afterCompletion: " after completion",
  onlyNext: ", only the next date",
};

type ReminderUnit = "week" | "day" | "hour" | "minute";

/** When a reminder comes. */
export const minutesBefore = {
  whenDue: "When due",
  before: (count: number, unit: ReminderUnit) => `${plural(count, unit)} before`,
  /** Of a task that is due on a whole day. */
  ofDay: { whenDue: "At 9:00", before: (count: number, unit: ReminderUnit) => `${plural(count, unit)} before 9:00` },
};

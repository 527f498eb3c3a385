import type { Messages } from "./en";

const every: Record<string, string> = {
  DAILY: "Jeden Tag",
  WEEKLY: "Jede Woche",
  MONTHLY: "Jeden Monat",
  YEARLY: "Jedes Jahr",
};
const units: Record<string, string> = { DAILY: "Tage", WEEKLY: "Wochen", MONTHLY: "Monate", YEARLY: "Jahre" };
const lengths = {
  week: ["Woche", "Wochen"],
  day: ["Tag", "Tage"],
  hour: ["Stunde", "Stunden"],
  minute: ["Minute", "Minuten"],
} as const;
/** "1 Tag", "2 Tage". */
export const plural = (count: number, unit: keyof typeof lengths) => `${count} ${lengths[unit][count === 1 ? 0 : 1]}`;

/** How a rule is said in German. */
export const rule: Messages["rule"] = {
  locale: "de",
  listLocale: "de",
  plain: { DAILY: "Täglich", WEEKLY: "Wöchentlich", MONTHLY: "Monatlich", YEARLY: "Jährlich" },
  everyNth: (count, frequency, days) => `Alle ${count} ${units[frequency]}${days && ` am ${days}`}`,
  everyOn: (frequency, days) => (frequency === "WEEKLY" ? `Jeden ${days}` : `${every[frequency]} am ${days}`),
  weekdays: {
    MO: "Montag",
    TU: "Dienstag",
    WE: "Mittwoch",
    TH: "Donnerstag",
    FR: "Freitag",
    SA: "Samstag",
    SU: "Sonntag",
  },
  workday: "Werktag",
  months: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" "),
  places: { 1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", 5: "fünften", "-1": "letzten" },
  placed: (place, day) => `${place} ${day}`,
  lastDay: "letzten Tag",
  dayOfMonth: (day) => `${day}.`,
  dayOfYear: (day, month) => `${day}. ${month}`,
  daysOfMonth: (days, month) => `${days} im ${month}`,
  times: (count) => `, ${count}-mal`,
  until: (date) => ` bis ${date}`,
  inZone: (zone) => ` in ${zone}`,
  afterCompletion: " nach Erledigung",
  onlyNext: ", nur der nächste Termin",
};

/** When a reminder comes. */
export const minutesBefore: Messages["minutesBefore"] = {
  whenDue: "Wenn fällig",
  before: (count, unit) => `${plural(count, unit)} vorher`,
  ofDay: { whenDue: "Um 9:00", before: (count, unit) => `${plural(count, unit)} vor 9:00` },
};

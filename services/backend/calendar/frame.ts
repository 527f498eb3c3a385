import ICAL from "./ical";

export const calendarType = "text/calendar; charset=utf-8";

/** The beginning of a calendar. @param properties further ones of it */
export function calendarStart(properties: Readonly<Record<string, string>> = {}): string {
  const calendar = new ICAL.Component("vcalendar");
  const own = { version: "2.0", prodid: "-//Freehold//Tasks//EN", calscale: "GREGORIAN" };
  for (const [name, value] of Object.entries({ ...own, ...properties })) calendar.addPropertyWithValue(name, value);
  return calendar.toString().slice(0, -"END:VCALENDAR".length);
}

export const calendarEnd = "END:VCALENDAR\r\n";

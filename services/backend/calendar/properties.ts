import ICAL from "./ical";

/** Adds an instant in UTC, to the second. */
export function addInstant(component: ICAL.Component, name: string, iso: string): void {
  component.addPropertyWithValue(name, ICAL.Time.fromDateTimeString(`${iso.slice(0, "yyyy-mm-ddThh:mm:ss".length)}Z`));
}

/** Adds a local time in a time zone. */
export function addLocal(component: ICAL.Component, name: string, localTime: string, timeZone: string): void {
  const property = new ICAL.Property(name);
  property.setParameter("tzid", timeZone);
  property.setValue(ICAL.Time.fromDateTimeString(localTime));
  component.addProperty(property);
}

/** Adds a date without a time. @param date as 2026-12-24 */
export function addDate(component: ICAL.Component, name: string, date: string): void {
  component.addPropertyWithValue(name, ICAL.Time.fromDateString(date));
}

/** Adds a text without the control characters that a TEXT must not have (RFC 5545, section 3.3.11). */
export function addText(component: ICAL.Component, name: string, text: string): void {
  component.addPropertyWithValue(name, withoutControls(text));
}

export function addTexts(component: ICAL.Component, name: string, texts: readonly string[]): void {
  if (texts.length === 0) return;
  const property = new ICAL.Property(name);
  property.setValues(texts.map(withoutControls));
  component.addProperty(property);
}

/** A text as a calendar can carry it. */
export const withoutControls = (text: string): string => text.replace(/\r\n?/g, "\n").replace(/(?![\t\n])\p{Cc}/gu, "");

/**
 * Tags as people write them, with commas between.
 * @param {string} text
 */
export const toTags = (text) =>
  text
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");

/**
 * What the user picks is local time, which is how Date reads a date and time without a zone.
 * @param {string} picked the value of a field for date and time
 * @returns ISO 8601
 */
export const toInstant = (picked) => new Date(picked).toISOString();

/**
 * An instant as a field for date and time shows it, to the minute.
 * @param {string} instant ISO 8601
 */
export function toPicked(instant) {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, "yyyy-mm-ddThh:mm".length);
}

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
 * A recurrence with what the fields for its next and its missed dates say. A default is left out, as the API does it.
 * @param {{ rrule: string, timeZone: string }} rule
 * @param {string} from
 * @param {string} catchUp
 */
export const toRecurrence = ({ rrule, timeZone }, from, catchUp) => ({
  rrule,
  timeZone,
  ...(from === "completion" && { from }),
  ...(catchUp === "next" && { catchUp }),
});

/**
 * An instant as a field for date and time shows it, to the minute.
 * @param {string} instant ISO 8601
 */
export function toPicked(instant) {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, "yyyy-mm-ddThh:mm".length);
}

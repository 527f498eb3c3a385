import * as z from "zod";

/** A whole number from `min` to `max`, both included, of the named unit. */
export function wholeNumber(unit: string, min: number, max: number) {
  const message = `must be a whole number of ${unit} from ${min} to ${max}`;
  // Aborts, so that a value out of range is not also compared with others.
  const range = { error: message, abort: true };
  return z.int(message).min(min, range).max(max, range);
}
